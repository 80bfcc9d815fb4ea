/** A refused form's problems, by the field they belong to. */
import { ApiError } from '../api/errors'

export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(
    error.problems.map((problem) => [problem.path.replace(/^\//, ''), problem.message]),
  )
}

/** The error's own sentence, when no field shows it. */
export function restOfError(error: unknown, fields: string[]): unknown {
  const found = fieldErrors(error)
  return error && !fields.some((field) => found[field]) ? error : null
}
