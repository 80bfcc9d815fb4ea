/** The server's one error shape, and the same shape for what never reached it. */
export interface Problem {
  path: string
  code: string
  message: string
}

export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly problems: Problem[]
  /** What else the answer held, e.g. the current draft of a conflict. */
  readonly body: unknown

  constructor(status: number, code: string, message: string, problems: Problem[] = [], body: unknown = null) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.problems = problems
    this.body = body
  }
}

export const OFFLINE = 'offline'

const FALLBACK: Record<number, string> = {
  403: 'You may not do this with your role. Ask an owner of the workspace.',
  404: 'This does not exist, or not in this workspace. Go back to the list.',
  413: 'This is too large for the server. Send less at once.',
  429: 'Too many requests in a short time. Wait a moment and try again.',
  502: 'The server is starting or restarting. Try again in a few seconds.',
  503: 'The server cannot answer now. Try again in a few seconds.',
}

/** Read an answer that is not a success; whatever it holds, the result is readable. */
export async function errorFrom(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  const error = (body as { error?: Partial<ApiError> } | null)?.error
  if (error && typeof error.message === 'string') {
    return new ApiError(response.status, error.code ?? 'error', error.message, error.problems ?? [], body)
  }
  const message =
    FALLBACK[response.status] ??
    `The server answered ${response.status} and gave no reason. Try again; if it stays, look at its log.`
  return new ApiError(response.status, 'unexpected', message, [], body)
}

export function offlineError(): ApiError {
  return new ApiError(
    0,
    OFFLINE,
    'The server cannot be reached. Check that it runs and that you are online, then try again.',
  )
}

/** A sentence for any thrown thing. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  if (error instanceof Error && error.message) return error.message
  return 'Something failed without a reason. Reload the page and try again.'
}
