/** What the management API answers: names for the generated shapes, and what they leave open. */
import type { components } from '../generated/api'
import type { JourneyDocument } from '../graph/document'

type Shapes = components['schemas']

export interface Page<T> {
  results: T[]
  next: string | null
}
export type Fields = Record<string, unknown>

export type Me = Shapes['Me']
export type Workspace = Shapes['MyWorkspace']
export type WorkspaceDetail = Shapes['WorkspaceDetail']
export type Role = Workspace['role']
export type Member = Shapes['Member']
export type Invitation = Shapes['InvitationItem']
export type ApiKey = Shapes['Key']
export type Home = Shapes['HomeShape']

export type Journey = Shapes['JourneyRow']
export type JourneyState = Journey['state']
export type GalleryEntry = Omit<Shapes['GalleryEntry'], 'document'> & { document: JourneyDocument }
export type Run = Shapes['RunRow']
export type Customer = Shapes['CustomerRow']
export type CustomerDetails = Shapes['CustomerDetail']

/** What an event did in a journey: started a run, woke or ended one, or was refused. */
export interface Match {
  journey_id?: number
  journey?: string | null
  journey_name?: string | null
  run_id?: string
  what?: string
  reason?: string
}
export type Event = Omit<Shapes['EventRow'], 'matched'> & { matched: Match[] }
export type EventName = Shapes['EventSeen']
export type TimelineItem = Omit<Shapes['TimelineEntry'], 'matched'> & { matched?: Match[]; visit?: number }
export type TimelineType = TimelineItem['type']

export type Message = Shapes['MessageRow']
export type MessageDetails = Shapes['MessageDetail']
export type MessageStatus = Message['status']
export type Mail = Shapes['MailRow']
export type MailDetails = Shapes['MailDetail']
export type Topic = Shapes['TopicRow']

export type Operations = Shapes['OperationsShape']
export type Parked = Shapes['ParkedRow']
export type Lane = Shapes['LaneRow']
export type Worker = Shapes['WorkerRow']
