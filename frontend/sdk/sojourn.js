// The snippet's library: who is here, what they do, and whether that may be kept and sent at all.

import { Memory } from './memory.js'
import { Outbox } from './outbox.js'
import { context, fresh } from './page.js'
import * as push from './push.js'

const script = document.currentScript
const told = script?.dataset ?? {}
const host = new URL(told.host ?? script?.src ?? location.href).origin
const key = told.writeKey ?? ''
const waiting = window.sojourn?.q ?? []

const memory = new Memory('sojourn', told.consent === 'needed', () => tell('who', memory.who))
const outbox = new Outbox(host, key, memory)
const listeners = new Map()
let token = null

function event(type, fields, options = {}) {
  const { anonymousId, userId } = memory.who
  return {
    type,
    messageId: fresh(),
    timestamp: new Date().toISOString(),
    anonymousId,
    ...(userId ? { userId } : {}),
    ...fields,
    context: { ...context(), ...options.context },
  }
}

function send(...given) {
  const made = event(...given)
  outbox.put(made)
  tell(made.type, made)
}

function tell(name, detail) {
  for (const listener of listeners.get(name) ?? []) listener(detail)
}

const sojourn = {
  version: '1',
  host,
  // The customer is a known one from now on. `options.token` is a token of your own server, or a
  // function that fetches one: it opens the customer's inbox.
  identify(userId, traits = {}, options = {}) {
    if (userId && typeof userId === 'object') [userId, traits, options] = [null, userId, traits]
    if (userId) memory.know({ ...memory.who, userId: String(userId) })
    if (options.token !== undefined) token = options.token
    send('identify', { traits }, options)
    push.follow(sojourn).catch(() => {})
    tell('who', memory.who)
  },
  track(name, properties = {}, options = {}) {
    send('track', { event: name, properties }, options)
  },
  page(category, name, properties, options) {
    if (typeof category === 'object') [properties, options, category] = [category, name, undefined]
    else if (typeof name !== 'string')
      [properties, options, name, category] = [name, properties, category, undefined]
    const where = context().page
    send('page', { name, category, properties: { ...where, ...properties } }, options)
  },
  // Whoever sits here next is somebody else.
  async reset() {
    await push.leave(sojourn).catch(() => {})
    token = null
    memory.know({ anonymousId: fresh() })
    tell('who', memory.who)
  },
  // What the visitor decided; `false` also forgets what was kept.
  consent(given) {
    if (given) memory.allow()
    else {
      outbox.drop()
      memory.forbid(fresh())
    }
    outbox.flush()
    tell('consent', Boolean(given))
    tell('who', memory.who)
  },
  on(name, listener) {
    listeners.set(name, [...(listeners.get(name) ?? []), listener])
    return () =>
      listeners.set(
        name,
        listeners.get(name).filter((each) => each !== listener),
      )
  },
  flush: () => outbox.flush(),
  user: () => ({ ...memory.who }),
  allowed: () => memory.allowed,
  // The customer's signed token, for the inbox; null when there is none to be had.
  async token(anew = false) {
    if (!memory.allowed) return null
    if (typeof token === 'function') return token({ anew })
    if (token || memory.who.userId) return token
    const answer = await sojourn.post('inbox/token', { anonymousId: memory.who.anonymousId })
    return answer.ok ? (await answer.json()).token : null
  },
  // Beside the events: plain text, so that no browser asks for permission first.
  post: (path, body) =>
    fetch(`${host}/v1/${path}`, { method: 'POST', body: JSON.stringify({ writeKey: key, ...body }) }),
  push: {
    ask: (options) => push.ask(sojourn, { worker: told.worker, key, ...options }),
    leave: () => push.leave(sojourn),
    state: push.state,
  },
  // Shows the inbox wherever <sojourn-inbox> stands.
  inbox() {
    if (customElements.get('sojourn-inbox') || document.getElementById('sojourn-inbox-js')) return
    const added = document.createElement('script')
    added.id = 'sojourn-inbox-js'
    added.src = `${host}/static/sdk/inbox.js`
    document.head.append(added)
  },
}

window.sojourn = sojourn
if (!key) console.warn('Sojourn: the snippet has no data-write-key, so nothing is sent.')
for (const [name, values, done] of waiting) {
  const [part, inner] = name.split('.')
  const call = inner ? sojourn[part]?.[inner] : sojourn[part]
  Promise.resolve(call?.(...values)).then(done)
}
const look = () => document.querySelector('sojourn-inbox') && sojourn.inbox()
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', look)
else look()
dispatchEvent(new Event('sojourn'))
