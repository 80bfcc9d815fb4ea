/** View state lives in the address: a filter, a search, an open drawer. */
import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

type Changes = Record<string, string | null>

/** Read a value, change several at once; `replace` leaves no entry in the history (typing, filters). */
export function useUrlState() {
  const [params, setParams] = useSearchParams()
  const change = useCallback(
    (changes: Changes, replace = true) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old)
          for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value)
            else next.delete(name)
          }
          return next
        },
        { replace },
      ),
    [setParams],
  )
  return { get: (name: string) => params.get(name) ?? '', change, params }
}

/** The same address with one value changed, for links. */
export function withParam(params: URLSearchParams, name: string, value: string | null): string {
  const next = new URLSearchParams(params)
  if (value) next.set(name, value)
  else next.delete(name)
  return `?${next.toString()}`
}
