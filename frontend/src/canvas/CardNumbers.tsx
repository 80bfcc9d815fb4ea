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
import { pillsOf } from './numberPills'
import { widthOf } from './textLines'
import type { CardData } from './toFlow'

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

interface CardNumbersProps {
  id: string
  data: CardData
}

/** The numbers of the live version, under the card, so that they never move it. */
export function CardNumbers({ id, data }: CardNumbersProps) {
  const isLive = useEditor((state) => {
    const document = numberedDocument(state)
    return document !== null && exists(document, id)
  })
  if (!isLive) return null
  return data.trigger ? <TriggerNumbers id={id} data={data} /> : <StepNumbersRow id={id} data={data} />
}

const ifAny = (name: 'sent' | 'refused' | 'failed', n: number): Numbers => (n > 0 ? { [name]: n } : {})

function TriggerNumbers({ id, data }: CardNumbersProps) {
  const entered = useEntered(id, true)
  const refused = useStepNumbers(id)?.refused ?? 0
  return <Row id={id} data={data} numbers={{ entered, ...ifAny('refused', refused) }} />
}

function StepNumbersRow({ id, data }: CardNumbersProps) {
  const numbers = useStepNumbers(id)
  if (!numbers) return null
  const { entered, waiting, sent, refused } = numbers
  return (
    <Row
      id={id}
      data={data}
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

const ICON = 11
const TEXT = { size: 11, weight: 600 }
const BESIDE_ICON = 3

const figureWidth = (number: number) =>
  Math.ceil(ICON + BESIDE_ICON + widthOf(compact(number), TEXT.weight, TEXT.size))

/** Where edges leave downwards; to the right of a card there is nothing in the way of its numbers. */
function edgesBelow({ found, face, direction }: CardData): number[] {
  if (direction === 'right') return []
  const drawn = (port: string | null) =>
    typeof found.next === 'object' && found.next ? Object.hasOwn(found.next, port ?? '') : Boolean(found.next)
  return face.handles
    .filter(({ type, id }) => type === 'source' && drawn(id))
    .map(({ x, width }) => x + width / 2)
}

function Row({ id, data, numbers }: CardNumbersProps & { numbers: Numbers }) {
  const { t } = useTranslation('live')
  const figures = SHOWN.flatMap((shown) => {
    const number = numbers[shown.name]
    return number === undefined ? [] : [{ shown, number }]
  })
  const pills = pillsOf(
    figures.map(({ number }) => figureWidth(number)),
    edgesBelow(data),
  )
  return (
    <div className={classes.numbers}>
      {pills.map(({ x, from, to }) => (
        <div key={from} className={classes.numbersPill} style={{ left: x }}>
          {figures.slice(from, to).map(({ shown, number }) => (
            <Tooltip key={shown.name} label={`${t(`number.${shown.name}`)}: ${number.toLocaleString()}`}>
              <Figure id={id} shown={shown} number={number} />
            </Tooltip>
          ))}
        </div>
      ))}
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
      <Icon size={ICON} aria-hidden />
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
