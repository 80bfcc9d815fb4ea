import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ShownMark } from '../editor/marksSlice'
import type { Sign } from '../graph/compare'
import classes from './marks.module.css'

export const SIGN_ICONS = { added: IconPlus, removed: IconMinus, changed: IconPencil }

/** The sign beside the colour, at the corner of a card that is new, gone or set otherwise. */
export function MarkSign({ mark }: { mark: ShownMark }) {
  const { t } = useTranslation('versions')
  if (!mark || !(mark in SIGN_ICONS)) return null
  const sign = mark as Sign
  const Icon = SIGN_ICONS[sign]
  return (
    <span className={classes.sign} data-mark={sign} role="img" aria-label={t(`sign.${sign}`)}>
      <Icon size={13} stroke={2.5} aria-hidden />
    </span>
  )
}
