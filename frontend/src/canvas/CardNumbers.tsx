import { Tooltip } from '@mantine/core'
import { IconArrowUpRight, IconHourglass, IconLogin2, IconSend2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { useEntered, useStepNumbers } from '../editor/numbers'
import { compact } from '../panels/figures'
import classes from './canvas.module.css'

const SHOWN = [
  { name: 'entered', icon: IconLogin2 },
  { name: 'waiting', icon: IconHourglass },
  { name: 'left', icon: IconArrowUpRight },
  { name: 'sent', icon: IconSend2 },
] as const

/** The numbers of the live version, under the card, so that they never move it. */
export function CardNumbers({ id, trigger }: { id: string; trigger: boolean }) {
  const { t } = useTranslation('editor')
  const runs = useEditor((state) => state.live !== null)
  const isLive = useEditor(
    ({ live }) => live !== null && (id in live.document.steps || id in live.document.triggers),
  )
  const found = useStepNumbers(id)
  const entered = useEntered(id, trigger)
  if (!runs || !isLive || !found) return null
  const numbers = { ...found, entered }
  const shown = SHOWN.filter(({ name }) =>
    trigger ? name === 'entered' : name !== 'sent' || numbers.sent > 0,
  )
  return (
    <div className={classes.numbers}>
      {shown.map(({ name, icon: Icon }) => (
        <Tooltip key={name} label={`${t(`numbers.${name}`)}: ${numbers[name].toLocaleString()}`}>
          <span className={classes.number} data-zero={numbers[name] === 0 || undefined} data-metric={name}>
            <Icon size={11} aria-hidden />
            <span className={classes.hiddenWord}>{t(`numbers.${name}`)} </span>
            {compact(numbers[name])}
          </span>
        </Tooltip>
      ))}
    </div>
  )
}
