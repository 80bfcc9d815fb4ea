/** Every call to the management API goes through here: session, CSRF, workspace, errors, sign-in. */
import { ApiError, errorFrom, offlineError } from './errors'

const BASE = '/api/v1'
type Query = Record<string, string | number | boolean | null | undefined>
interface Options {
  query?: Query
  signal?: AbortSignal
}

/** The address is the truth about the workspace: /w/<slug>/... */
export function currentWorkspace(pathname: string = window.location.pathname): string | null {
  const found = /^\/w\/([^/]+)/.exec(pathname)?.[1]
  return found ? decodeURIComponent(found) : null
}

export function cookie(name: string, jar: string = document.cookie): string {
  const found = jar.split('; ').find((pair) => pair.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}

function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return BASE + path + (text ? `?${text}` : '')
}

function headers(method: string, body: unknown): Record<string, string> {
  const found: Record<string, string> = { Accept: 'application/json' }
  const workspace = currentWorkspace()
  if (workspace) found['X-Workspace'] = workspace
  // A form with a file names its own type, with the boundary between its parts.
  if (body !== undefined && !(body instanceof FormData)) found['Content-Type'] = 'application/json'
  if (method !== 'GET') found['X-CSRFToken'] = cookie('csrftoken')
  return found
}

export function signInAddress(): string {
  const here = window.location.pathname + window.location.search
  return `/accounts/login/?next=${encodeURIComponent(here)}`
}

/** The one way out of the page, so that a test can close it. */
export const leave = { to: (address: string) => window.location.assign(address) }

type Handler = () => void
const handlers: Handler[] = []

/** A page that holds work asks to sign in beside it; without such a page the session's end leads to sign-in. */
export function whenSignedOut(handler: Handler): () => void {
  handlers.push(handler)
  return () => void handlers.splice(handlers.indexOf(handler), 1)
}

function signIn(): void {
  const handler = handlers.at(-1)
  if (handler) handler()
  else leave.to(signInAddress())
}

/** The code of a write whose token is not the session's: another tab signed in since. */
const STALE = 'stale_page'

function signedOut(error: ApiError): boolean {
  return error.status === 401 || error.code === 'unauthenticated'
}

/** Deleting and starting something answer with nothing. */
async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

async function ask(method: string, path: string, body: unknown, options: Options): Promise<Response> {
  try {
    return await fetch(address(path, options.query), {
      method,
      headers: headers(method, body),
      body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
      credentials: 'same-origin',
      signal: options.signal,
    })
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason
    throw offlineError()
  }
}

async function send<T>(method: string, path: string, body?: unknown, options: Options = {}): Promise<T> {
  let response = await ask(method, path, body, options)
  if (response.ok) return (await contentOf(response)) as T
  let error = await errorFrom(response)
  if (error.code === STALE) {
    await ask('GET', '/me', undefined, {}) // sets the cookie of the token anew
    response = await ask(method, path, body, options)
    if (response.ok) return (await contentOf(response)) as T
    error = await errorFrom(response)
  }
  if (signedOut(error)) signIn()
  throw error
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    send<T>('GET', path, undefined, { query, signal }),
  post: <T>(path: string, body: unknown = {}) => send<T>('POST', path, body),
  put: <T>(path: string, body: unknown) => send<T>('PUT', path, body),
  patch: <T>(path: string, body: unknown) => send<T>('PATCH', path, body),
  delete: <T = void>(path: string, body?: unknown) => send<T>('DELETE', path, body),
}

/** A file as a form sends it. */
export function formOf(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}

export { ApiError }
