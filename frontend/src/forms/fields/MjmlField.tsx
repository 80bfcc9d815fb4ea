import { Button, Group, Input, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLayoutGridAdd } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { starter } from '../../mail/blocks'
import { useBrand, useParts } from '../../mail/library'
import { usePreviewSlot } from '../../messages/previewSlot'
import { type FieldProps, textOf, useForm, useInput } from '../field'
import { LiquidField } from './LiquidField'

const VisualEditor = lazy(() => import('../../mail/VisualEditor'))

/** A mail made of blocks; its source can be read and written too. */
export function MjmlField(props: FieldProps) {
  const { value, onChange } = props
  const { t } = useTranslation('mail')
  const { label, description, error } = useInput(props)
  const { disabled } = useForm()
  const [open, { open: show, close }] = useDisclosure(false)
  const [source, setSource] = useState(false)
  const brand = useBrand()
  const parts = useParts()
  const preview = usePreviewSlot()
  const mjml = textOf(value)
  const start = () => {
    if (!mjml) onChange(starter(brand, (id) => t(`sample.${id}`)))
    show()
  }
  return (
    <>
      <Input.Wrapper
        label={mjml ? label : undefined}
        description={mjml ? description : t('field.line')}
        error={source ? undefined : error}
        labelElement="div"
      >
        <Group gap="xs" mt={6}>
          <Button
            variant={mjml ? 'filled' : 'default'}
            size="xs"
            disabled={disabled}
            leftSection={<IconLayoutGridAdd size={15} aria-hidden />}
            onClick={start}
          >
            {t(mjml ? 'field.open' : 'field.start')}
          </Button>
          {mjml && (
            <>
              <Button variant="default" size="xs" onClick={() => setSource(!source)} aria-expanded={source}>
                {t(source ? 'field.hide' : 'field.source')}
              </Button>
              {!disabled && (
                <Button variant="subtle" size="xs" onClick={() => onChange('')}>
                  {t('field.html')}
                </Button>
              )}
            </>
          )}
        </Group>
      </Input.Wrapper>
      {mjml && source && <LiquidField {...props} schema={{ ...props.schema, 'x-widget': 'html' }} />}
      {open && mjml && (
        <Suspense fallback={<Skeleton height={240} aria-label={t('loading')} />}>
          <VisualEditor
            title={t('field.title')}
            value={mjml}
            onChange={onChange}
            onClose={close}
            brand={brand}
            parts={parts}
            preview={preview}
          />
        </Suspense>
      )}
    </>
  )
}
