import { createContext, useContext } from 'react'
import type { Schema } from '../graph/catalogue'
import { type Json, type Problem, severityOf } from '../graph/document'

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

export interface FormFrame {
  problems: Problem[]
  disabled: boolean
  /** What conditions may read here. */
  scope: 'trigger' | 'step' | 'journey'
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

/** The error of exactly this field; warnings stand at the head of the panel; `deep` takes what is wrong inside it too. */
export function useError(path: string, deep = false): string | undefined {
  const { problems } = useForm()
  return problems.find(
    (problem) =>
      severityOf(problem) === 'error' &&
      (problem.path === path || (deep && problem.path.startsWith(`${path}/`))),
  )?.message
}

/** The props that every Mantine input takes. */
export function useInput({ label, help, required, path }: FieldProps, deep = false) {
  const { disabled, onLeave } = useForm()
  const error = useError(path, deep)
  return { label, description: help, withAsterisk: required, error, disabled, onBlur: onLeave }
}

/** Segments of a JSON pointer are escaped: "~" and "/". */
export const pointer = (path: string, key: string | number) =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

export const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
