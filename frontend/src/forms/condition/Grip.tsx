import { UnstyledButton } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useForm } from '../field'
import classes from './condition.module.css'
import type { useMoving } from './useMoving'

/** What a row is dragged by; with the focus on it, the arrow keys move the row. */
export function Grip({ grip }: { grip: ReturnType<typeof useMoving>['grip'] }) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  if (disabled) return null
  return (
    <UnstyledButton
      {...grip}
      className={classes.grip}
      aria-label={t('condition.move')}
      title={t('condition.move')}
    >
      <IconGripVertical size={14} aria-hidden />
    </UnstyledButton>
  )
}
