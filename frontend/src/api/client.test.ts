import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, cookie, currentWorkspace, leave } from './client'
import { ApiError } from './errors'

const answer = (status: number, body?: unknown) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status })
const asked = () =>
  vi.mocked(fetch).mock.calls[0] as [string, RequestInit & { headers: Record<string, string> }]

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn())
  window.history.replaceState(null, '', '/w/shop/home?x=1')
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie is what is read
  document.cookie = 'csrftoken=t0ken'
})
afterEach(() => vi.unstubAllGlobals())

describe('the address and the cookie', () => {
  it('takes the workspace from the address', () => {
    expect(currentWorkspace('/w/shop/journeys/1')).toBe('shop')
    expect(currentWorkspace('/w/caf%C3%A9')).toBe('café')
    expect(currentWorkspace('/setup')).toBeNull()
  })

  it('reads one cookie among others', () => {
    expect(cookie('b', 'a=1; b=two%20words; bb=3')).toBe('two words')
    expect(cookie('c', 'a=1')).toBe('')
  })
})

describe('a request', () => {
  it('names the workspace, and leaves out what is empty in the query', async () => {
    vi.mocked(fetch).mockResolvedValue(answer(200, { results: [] }))
    await api.get('/journeys', { state: '', search: 'a b', cursor: null })
    const [address, options] = asked()
    expect(address).toBe('/api/v1/journeys?search=a+b')
    expect(options.headers['X-Workspace']).toBe('shop')
    expect(options.headers['X-CSRFToken']).toBeUndefined()
  })

  it('proves with the token that a write comes from this page', async () => {
    vi.mocked(fetch).mockResolvedValue(answer(201, { id: 1 }))
    await api.post('/keys', { name: 'x' })
    expect(asked()[1].headers['X-CSRFToken']).toBe('t0ken')
    expect(asked()[1].body).toBe('{"name":"x"}')
  })

  it('takes an answer without content', async () => {
    vi.mocked(fetch).mockResolvedValue(answer(202))
    await expect(api.delete('/workspace')).resolves.toBeUndefined()
  })
})

describe('an error', () => {
  it('keeps code, sentence and problems of the one shape', async () => {
    const problems = [{ path: '/name', code: 'blank', message: 'Write a name.' }]
    const error = { code: 'invalid', message: 'name: Write a name.', problems }
    vi.mocked(fetch).mockResolvedValue(answer(400, { error }))
    const failed = await api.post('/workspaces').catch((reason: unknown) => reason)
    expect(failed).toBeInstanceOf(ApiError)
    expect(failed).toMatchObject({ status: 400, code: 'invalid', message: error.message, problems })
  })

  it('is a readable sentence when the answer is no JSON', async () => {
    vi.mocked(fetch).mockResolvedValue(new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(api.get('/me')).rejects.toThrow('The server is starting or restarting.')
    vi.mocked(fetch).mockResolvedValue(new Response('', { status: 418 }))
    await expect(api.get('/me')).rejects.toThrow('The server answered 418')
  })

  it('says that the server cannot be reached when it cannot', async () => {
    vi.mocked(fetch).mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(api.get('/me')).rejects.toMatchObject({ status: 0, code: 'offline' })
  })

  it('leads to the sign-in and back when the session is over', async () => {
    const to = vi.spyOn(leave, 'to').mockImplementation(() => undefined)
    vi.mocked(fetch).mockResolvedValue(
      answer(401, { error: { code: 'unauthenticated', message: 'Sign in.' } }),
    )
    await expect(api.get('/me')).rejects.toThrow('Sign in.')
    expect(to).toHaveBeenCalledWith('/accounts/login/?next=%2Fw%2Fshop%2Fhome%3Fx%3D1')
  })
})
