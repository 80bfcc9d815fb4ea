import type { Config, Json } from './document'

/** A JSON Schema as far as forms read it; the `x-` members are hints for the form. */
export interface Schema {
  type?: string | string[]
  title?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: Json[]
  const?: Json
  default?: Json
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $ref?: string
  $defs?: Record<string, Schema>
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  examples?: Json[]
  'x-widget'?: string
  'x-labels'?: Record<string, string>
  'x-tab'?: string
  'x-advanced'?: boolean
  'x-placeholder'?: string
  'x-show-if'?: Record<string, Json>
}

/**
 * The ports of a kind as data: one per item of a list field, named by the item's id, then the fixed ones,
 * then those that need not be drawn.
 */
export interface PortsSpec {
  fixed?: string[]
  each?: string | null
  optional?: string[]
  /** Ports that are there while a field of the settings has a value. */
  only_with?: Record<string, string>
}

export interface PaletteEntry {
  title: string
  icon?: string
  help?: string
  preset: Config
}

export interface Kind {
  kind: string
  title: string
  group: string
  icon: string
  help: string
  ports: PortsSpec
  summary: string
  schema: Schema
  version?: number
  palette?: PaletteEntry[]
}

export interface Catalogue {
  triggers: Kind[]
  steps: Kind[]
  journey_schema?: Schema
}

/** Look-up by kind, made once per catalogue. */
export interface Kinds {
  trigger(kind: string): Kind | undefined
  step(kind: string): Kind | undefined
}

export function kindsOf(catalogue: Catalogue): Kinds {
  const triggers = new Map(catalogue.triggers.map((kind) => [kind.kind, kind]))
  const steps = new Map(catalogue.steps.map((kind) => [kind.kind, kind]))
  return {
    trigger: (kind) => triggers.get(kind),
    step: (kind) => steps.get(kind),
  }
}
