import { ActionIcon, Input, Modal, Tooltip } from '@mantine/core'
import { IconArrowsMaximize } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Condition, conditionWords } from '../../graph/conditions'
import type { Json } from '../../graph/document'
import classes from '../condition/condition.module.css'
import { type FieldProps, isRecord, useInput } from '../field'

const ConditionBuilder = lazy(() =>
  import('../condition/ConditionBuilder').then((found) => ({ default: found.ConditionBuilder })),
)

interface ConditionPartProps {
  value: Condition | null
  onChange: (condition: Condition | null) => void
  path: string
  label: string
}

/** The builder, what was built in words, and a way to more room. */
export function ConditionPart(props: ConditionPartProps) {
  const { t } = useTranslation('forms')
  const [wide, setWide] = useState(false)
  const { value, label } = props
  const builder = (
    <Suspense fallback={<p className={classes.words}>{conditionWords(value)}</p>}>
      <ConditionBuilder {...props} />
    </Suspense>
  )
  return (
    <div>
      {!wide && builder}
      {value && (
        <div className={classes.head}>
          <p className={classes.words}>{t('condition.inWords', { words: conditionWords(value) })}</p>
          <Tooltip label={t('condition.wide')}>
            <ActionIcon size="sm" onClick={() => setWide(true)} aria-label={t('condition.wide')}>
              <IconArrowsMaximize size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
      <Modal opened={wide} onClose={() => setWide(false)} title={label} size={920}>
        {wide && builder}
        <p className={classes.words} aria-live="polite">
          {t('condition.inWords', { words: conditionWords(value) })}
        </p>
      </Modal>
    </div>
  )
}

/** A condition as rows and groups; without rows there is no condition. */
export function ConditionField(props: FieldProps) {
  const { t } = useTranslation('forms')
  const { label, description, withAsterisk, error } = useInput(props)
  const condition = isRecord(props.value) ? (props.value as unknown as Condition) : null
  return (
    <Input.Wrapper {...{ label, description, withAsterisk, error }} labelElement="div">
      <ConditionPart
        value={condition}
        path={props.path}
        label={label || t('condition.labelAlone')}
        onChange={(next) => props.onChange(next as unknown as Json)}
      />
    </Input.Wrapper>
  )
}
