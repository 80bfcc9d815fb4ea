import { createContext, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schema } from '../graph/catalogue'
import { type Config, type Json, type Problem, severityOf } from '../graph/document'
import { brokenLimit } from '../graph/limits'
import { described } from './described'

/** What every widget gets; `undefined` leaves the field out of the configuration. */
export interface FieldProps {
  name: string
  label: string
  help?: string
  schema: Schema
  root: Schema
  value: Json | undefined
  onChange: (value: Json | undefined) => void
  required: boolean
  nullable: boolean
  /** JSON pointer into the document. */
  path: string
}

export interface NamedStep {
  id: string
  title: string
}

export interface FormFrame {
  problems: Problem[]
  disabled: boolean
  /** What conditions may read here. */
  scope: 'trigger' | 'step' | 'journey'
  /** The events that start a run, for what its entry event holds. */
  starts?: string[]
  /** The steps that send a message, for questions about what became of it. */
  messages?: NamedStep[]
  /** Somebody tried to publish: what is not filled in yet is told aloud. */
  insisting?: boolean
  /** The field was left: what is typed next is another entry of the history. */
  onLeave: () => void
}

export const Form = createContext<FormFrame>({
  problems: [],
  disabled: false,
  scope: 'step',
  onLeave: () => {},
})
export const useForm = () => useContext(Form)

/** The values of the fields beside this one. */
export const Siblings = createContext<Config>({})
export const useSiblings = () => useContext(Siblings)

/** The event that the field beside this one names; apart, for every row of a condition asks it. */
export const NamedEvent = createContext('')

const errorAt = (problems: Problem[], path: string, deep: boolean) =>
  problems.find(
    (problem) =>
      severityOf(problem) === 'error' &&
      (problem.path === path || (deep && problem.path.startsWith(`${path}/`))),
  )

/** The error of exactly this place; warnings stand at the head of the panel. */
export function useError(path: string, deep = false): string | undefined {
  return errorAt(useForm().problems, path, deep)?.message
}

/** What is merely not filled in yet is said quietly, until the field was left empty. */
const QUIET = new Set(['missing', 'required', 'empty'])

/** The props that every Mantine input takes; `deep` takes what is wrong inside the field too. */
export function useInput({ label, help, required, path, value, schema }: FieldProps, deep = false) {
  const { t } = useTranslation('forms')
  const { problems, disabled, insisting, onLeave } = useForm()
  const [left, setLeft] = useState(false)
  const broken = brokenLimit(value, schema)
  const found = errorAt(problems, path, deep)
  const quiet = !broken && found !== undefined && !left && !insisting && QUIET.has(found.code)
  // Of what cannot be read the server knows what it should have been: a time, a duration.
  const limit = broken && t(`limit.${broken.rule}`, { n: broken.limit })
  const told = broken?.rule === 'form' ? (found?.message ?? limit) : (limit ?? found?.message)
  const error = quiet ? undefined : told
  const description = described(help, quiet ? found?.message : undefined)
  const onBlur = () => {
    setLeft(true)
    onLeave()
  }
  return { label, description, withAsterisk: required, error, disabled, onBlur }
}

/** Segments of a JSON pointer are escaped: "~" and "/". */
export const pointer = (path: string, key: string | number) =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

export const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
