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
  const isLive = useEditor(
    ({ live }) => live !== null && (id in live.document.steps || id in live.document.triggers),
  )
  if (!isLive) return null
  return trigger ? <TriggerNumbers id={id} /> : <StepNumbersRow id={id} />
}

function TriggerNumbers({ id }: { id: string }) {
  const entered = useEntered(id, true)
  return <Row numbers={{ entered }} />
}

function StepNumbersRow({ id }: { id: string }) {
  const numbers = useStepNumbers(id)
  if (!numbers) return null
  const { entered, waiting, left, sent } = numbers
  return <Row numbers={{ entered, waiting, left, ...(sent > 0 ? { sent } : {}) }} />
}

function Row({ numbers }: { numbers: Partial<Record<(typeof SHOWN)[number]['name'], number>> }) {
  const { t } = useTranslation('editor')
  return (
    <div className={classes.numbers}>
      {SHOWN.map(({ name, icon: Icon }) => {
        const number = numbers[name]
        if (number === undefined) return null
        return (
          <Tooltip key={name} label={`${t(`numbers.${name}`)}: ${number.toLocaleString()}`}>
            <span className={classes.number} data-zero={number === 0 || undefined} data-metric={name}>
              <Icon size={11} aria-hidden />
              <span className={classes.hiddenWord}>{t(`numbers.${name}`)} </span>
              {compact(number)}
            </span>
          </Tooltip>
        )
      })}
    </div>
  )
}
