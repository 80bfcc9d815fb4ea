import { Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowUpRight,
  IconBan,
  IconHourglass,
  IconLogin2,
  IconSend2,
} from '@tabler/icons-react'
import { forwardRef, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import type { What } from '../editor/liveSlice'
import { failedAt, passedAt, useEntered, useStepNumbers } from '../editor/numbers'
import { numberedDocument } from '../editor/store'
import { exists } from '../graph/read'
import { compact } from '../panels/figures'
import classes from './canvas.module.css'

const SHOWN = [
  { name: 'entered', icon: IconLogin2 },
  { name: 'waiting', icon: IconHourglass, opens: 'standing' },
  { name: 'left', icon: IconArrowUpRight, opens: 'passed' },
  { name: 'sent', icon: IconSend2 },
  { name: 'refused', icon: IconBan, opens: 'refused' },
  { name: 'failed', icon: IconAlertTriangle, opens: 'failed' },
] as const satisfies { name: string; icon: typeof IconBan; opens?: What }[]
type Shown = (typeof SHOWN)[number]
type Numbers = Partial<Record<Shown['name'], number>>

/** The numbers of the live version, under the card, so that they never move it. */
export function CardNumbers({ id, trigger }: { id: string; trigger: boolean }) {
  const isLive = useEditor((state) => {
    const document = numberedDocument(state)
    return document !== null && exists(document, id)
  })
  if (!isLive) return null
  return trigger ? <TriggerNumbers id={id} /> : <StepNumbersRow id={id} />
}

const ifAny = (name: 'sent' | 'refused' | 'failed', n: number): Numbers => (n > 0 ? { [name]: n } : {})

function TriggerNumbers({ id }: { id: string }) {
  const entered = useEntered(id, true)
  const refused = useStepNumbers(id)?.refused ?? 0
  return <Row id={id} numbers={{ entered, ...ifAny('refused', refused) }} />
}

function StepNumbersRow({ id }: { id: string }) {
  const numbers = useStepNumbers(id)
  if (!numbers) return null
  const { entered, waiting, sent, refused } = numbers
  return (
    <Row
      id={id}
      numbers={{
        entered,
        waiting,
        left: passedAt(numbers),
        ...ifAny('sent', sent),
        ...ifAny('refused', refused),
        ...ifAny('failed', failedAt(numbers)),
      }}
    />
  )
}

function Row({ id, numbers }: { id: string; numbers: Numbers }) {
  const { t } = useTranslation('live')
  return (
    <div className={classes.numbers}>
      {SHOWN.map((shown) => {
        const number = numbers[shown.name]
        if (number === undefined) return null
        return (
          <Tooltip key={shown.name} label={`${t(`number.${shown.name}`)}: ${number.toLocaleString()}`}>
            <Figure id={id} shown={shown} number={number} />
          </Tooltip>
        )
      })}
    </div>
  )
}

interface FigureProps {
  id: string
  shown: Shown
  number: number
}

/** On the live layer a number opens the people behind it; beside a draft it is only read. */
const Figure = forwardRef<HTMLElement, FigureProps>(function Figure({ id, shown, number, ...rest }, ref) {
  const { t } = useTranslation('live')
  const layer = useEditor((state) => state.layer)
  const showPeople = useEditor((state) => state.showPeople)
  const { name, icon: Icon } = shown
  const opens = 'opens' in shown ? shown.opens : undefined
  const inside = (
    <>
      <Icon size={11} aria-hidden />
      <span className={classes.hiddenWord}>{t(`number.${name}`)} </span>
      {compact(number)}
    </>
  )
  const look = { ...rest, 'data-zero': number === 0 || undefined, 'data-metric': name }
  if (layer !== 'live' || !opens || number === 0) {
    return (
      <span {...look} ref={ref} className={classes.number}>
        {inside}
      </span>
    )
  }
  return (
    <button
      {...look}
      ref={ref as Ref<HTMLButtonElement>}
      type="button"
      className={`${classes.number} ${classes.numberButton} nodrag nopan`}
      onClick={() => showPeople({ place: id, what: opens, port: null })}
    >
      {inside}
    </button>
  )
})
