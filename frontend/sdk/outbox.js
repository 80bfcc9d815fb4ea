// Calls on their way: some at a time, again after a while when they do not arrive.
const AT_ONCE = 20
const SOON = 200
const MOST = 500
const LONGEST = 60_000

export class Outbox {
  constructor(host, key, memory) {
    Object.assign(this, { host, key, memory, tries: 0, timer: 0, busy: false })
    addEventListener('pagehide', () => this.leave())
    addEventListener('online', () => this.flush())
    if (memory.queue.length) this.later(SOON)
  }

  put(event) {
    const { memory } = this
    if (memory.refused) return
    memory.queue = [...memory.queue, event].slice(-MOST)
    memory.save()
    this.later(SOON)
  }

  drop() {
    this.memory.queue = []
  }

  later(wait) {
    if (!this.timer && this.memory.allowed) this.timer = setTimeout(() => this.flush(), wait)
  }

  async flush() {
    clearTimeout(this.timer)
    this.timer = 0
    const { memory } = this
    if (this.busy || !memory.allowed || !this.key || !memory.queue.length) return
    this.busy = true
    const batch = memory.queue.slice(0, AT_ONCE)
    const wait = await this.send(batch)
    this.busy = false
    if (wait === null) {
      const sent = new Set(batch.map((each) => each.messageId))
      memory.queue = memory.queue.filter((each) => !sent.has(each.messageId))
      memory.save()
    }
    this.tries = wait === null ? 0 : this.tries + 1
    if (memory.queue.length) this.later(wait ?? 0)
  }

  // Null when it is over: taken, or refused for good. Else the milliseconds to wait.
  async send(batch) {
    const again = Math.min(LONGEST, 1000 * 2 ** this.tries) * (0.5 + Math.random() / 2)
    try {
      const answer = await this.post(batch)
      if (answer.status < 500 && ![408, 429].includes(answer.status)) {
        if (!answer.ok) console.warn(`Sojourn: events were refused (${answer.status}).`, await answer.text())
        return null
      }
      const asked = Number(answer.headers.get('retry-after')) * 1000
      return asked > 0 ? Math.min(asked, LONGEST) : again
    } catch {
      return again
    }
  }

  // Plain text needs no preflight; keepalive outlives the page.
  post(batch) {
    const body = JSON.stringify({ batch, writeKey: this.key, sentAt: new Date().toISOString() })
    return fetch(`${this.host}/v1/batch`, { method: 'POST', body, keepalive: body.length < 60_000 })
  }

  // They stay in the memory too, and go again with the next page: the same messageId counts once.
  leave() {
    const { memory } = this
    if (memory.allowed && this.key && memory.queue.length) {
      this.post(memory.queue.slice(-AT_ONCE)).catch(() => {})
    }
  }
}
