/** Which widget edits which field: by its hint, else by its type. */
import type { ComponentType } from 'react'
import type { Schema } from '../graph/catalogue'
import type { FieldProps } from './field'
import { AttributeField } from './fields/AttributeField'
import { ConditionField } from './fields/ConditionField'
import { CronField } from './fields/CronField'
import { DateSourceField } from './fields/DateSourceField'
import { DurationField } from './fields/DurationField'
import { EventField } from './fields/EventField'
import { ImageField } from './fields/ImageField'
import { JsonField } from './fields/JsonField'
import { LiquidField } from './fields/LiquidField'
import { ListField } from './fields/ListField'
import { MapField } from './fields/MapField'
import { MatchField } from './fields/MatchField'
import { MessageStepField } from './fields/MessageStepField'
import { MjmlField } from './fields/MjmlField'
import { ObjectField } from './fields/ObjectField'
import { LongTextField, NumberField, SelectField, SwitchField, TextField } from './fields/plainFields'
import { PropertiesField, SharesField } from './fields/RowsField'
import { SecretField } from './fields/SecretField'
import { TemplateField } from './fields/TemplateField'
import { TopicField } from './fields/TopicField'
import { DateField, LocalTimeField, MomentField, ZoneField } from './fields/timeFields'
import { UnionField } from './fields/UnionField'
import { ValueField } from './fields/ValueField'
import { WeekdaysField } from './fields/WeekdaysField'
import { WindowField } from './fields/WindowField'

type Widget = ComponentType<FieldProps>

const BY_HINT: Record<string, Widget> = {
  attribute: AttributeField,
  cases: ListField,
  channel: SelectField,
  condition: ConditionField,
  cron: CronField,
  date: MomentField,
  date_source: DateSourceField,
  datetime: MomentField,
  duration: DurationField,
  event: EventField,
  html: LiquidField,
  image: ImageField,
  json: JsonField,
  liquid: LiquidField,
  list: ListField,
  local_time: LocalTimeField,
  map: MapField,
  match: MatchField,
  message_step: MessageStepField,
  mjml: MjmlField,
  moment: MomentField,
  properties: PropertiesField,
  secret: SecretField,
  select: SelectField,
  sets: ListField,
  shares: SharesField,
  switch: SwitchField,
  template: TemplateField,
  text: LongTextField,
  textarea: LongTextField,
  topic: TopicField,
  value: ValueField,
  weekdays: WeekdaysField,
  window: WindowField,
  windows: WindowField,
  zone: ZoneField,
}

const BY_FORMAT: Record<string, Widget> = {
  date: DateField,
  'date-time': MomentField,
  duration: DurationField,
  time: LocalTimeField,
}

const BY_TYPE: Record<string, Widget> = {
  array: ListField,
  boolean: SwitchField,
  integer: NumberField,
  number: NumberField,
  string: TextField,
}

export function widgetOf(schema: Schema): Widget {
  const hint = BY_HINT[schema['x-widget'] ?? '']
  if (hint) return hint
  if (schema.enum) return SelectField
  const format = BY_FORMAT[schema.format ?? '']
  if (format) return format
  if (schema.anyOf || schema.oneOf) return UnionField
  const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type
  if (schema.properties) return ObjectField
  if (type === 'object') return MapField
  return BY_TYPE[type ?? ''] ?? ValueField
}
