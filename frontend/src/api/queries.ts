/** The cache of answers: what is retried, how long it is fresh, and where errors of writes show. */
import { MutationCache, QueryClient } from '@tanstack/react-query'
import { notifyError } from '../ui/notify'
import { ApiError, OFFLINE } from './errors'

const TRIES = 2
/** Long enough for the parts of one page to share an answer; what is shown changes by itself all the time. */
const FRESH_MS = 1000

/** Only what may succeed by itself is tried again: no network, or a server that restarts. */
export function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= TRIES) return false
  return error instanceof ApiError && (error.code === OFFLINE || error.status >= 502)
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, retry: worthRetrying, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
  // A form that shows its own errors says so by `meta: { silent: true }`.
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      if (!mutation.meta?.silent) notifyError(error)
    },
  }),
})
