/** One item of the timeline as a title, a line below it, and where it leads. */
import type { TFunction } from 'i18next'
import type { TimelineItem } from '../../api/types'
import { spoken } from '../../graph/ports'
import { shortMoment } from '../../ui/clock'
import { eventTitle, humanise, valueText } from '../../ui/names'
import { causeWords, reasonWords, textOf } from '../../ui/reasons'

export interface MomentWords {
  title: string
  line: string
  /** Below the workspace's address. */
  to: string | null
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
const fields = (value: object | null | undefined) => (value ?? {}) as Record<string, unknown>

const joined = (...parts: string[]) => parts.filter(Boolean).join(' · ')

const journeyOf = (item: TimelineItem) => text(item.journey_name ?? item.journey ?? item.journey_id)
const journeyTo = (item: TimelineItem) => {
  const id = text(item.journey ?? item.journey_id)
  return id ? `journeys/${id}` : null
}
const stepOf = (item: TimelineItem) => text(item.step_name) || humanise(text(item.step))

function eventWords(item: TimelineItem): MomentWords {
  const line = Object.entries(fields(item.properties))
    .slice(0, 6)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join(', ')
  const id = text(item.id)
  return {
    title: eventTitle(text(item.name)),
    line,
    to: id ? `events?event=${encodeURIComponent(id)}` : null,
  }
}

function moveTitle(t: TFunction, item: TimelineItem): string {
  const [step, port, detail] = [stepOf(item), text(item.port), fields(item.detail)]
  const journey = journeyOf(item)
  const until = text(detail.until)
  if (item.visit === 0) return t('timeline.entered', { journey })
  if (port === '') {
    return until
      ? t('timeline.waitsUntil', { step, until: shortMoment(new Date(until), new Date(item.at)) })
      : t('timeline.waits', { step })
  }
  if (port.startsWith('$'))
    return textOf(t, `timeline.ports.${port.slice(1)}`, humanise(port), { step, journey })
  return port === 'out' || port === 'next'
    ? t('timeline.left', { step })
    : t('timeline.leftBy', { step, port: spoken(port).toLowerCase() })
}

function moveWords(t: TFunction, item: TimelineItem): MomentWords {
  const detail = fields(item.detail)
  const reason = text(detail.reason ?? detail.note)
  const cause = text(item.cause)
  return {
    title: moveTitle(t, item),
    line: joined(
      item.visit === 0 ? '' : journeyOf(item),
      cause === 'step' ? '' : causeWords(t, cause),
      reason && reasonWords(t, reason, detail),
    ),
    to: journeyTo(item),
  }
}

function messageWords(t: TFunction, item: TimelineItem): MomentWords {
  const status = text(item.status)
  const reason = text(item.reason)
  const what = stepOf(item) || humanise(text(item.channel))
  const id = text(item.id)
  return {
    title: textOf(t, `timeline.message.${status}`, `${humanise(status)}: ${what}`, { what }),
    line: joined(
      journeyOf(item),
      reason && reasonWords(t, reason, fields(item.detail)),
      text(item.recipient),
    ),
    to: id ? `messages?message=${encodeURIComponent(id)}` : null,
  }
}

function consentWords(t: TFunction, item: TimelineItem): MomentWords {
  const channel = humanise(text(item.channel))
  const what = item.topic ? `${channel}, ${text(item.topic)}` : channel
  const state = text(item.state)
  const source = text(item.source)
  return {
    title: textOf(t, `timeline.consent.${state}`, `${humanise(state)}: ${what}`, { what }),
    line: source ? humanise(source) : '',
    to: null,
  }
}

export function momentWords(t: TFunction, item: TimelineItem): MomentWords {
  if (item.type === 'event') return eventWords(item)
  if (item.type === 'move') return moveWords(t, item)
  if (item.type === 'message') return messageWords(t, item)
  if (item.type === 'consent') return consentWords(t, item)
  return {
    title: t('timeline.refused', { journey: journeyOf(item) }),
    line: reasonWords(t, text(item.reason), fields(item.detail)),
    to: journeyTo(item),
  }
}
