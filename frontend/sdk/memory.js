// What is kept in the browser: who this is and what was not sent yet. Before consent, where it is
// needed, everything stays in this page alone.
import { fresh } from './page.js'

export class Memory {
  constructor(name, needed, changed) {
    this.name = name
    this.needed = needed
    const kept = this.read()
    this.allowed = !needed || kept?.consent === true
    this.refused = false
    // What was kept without asking counts only where no asking is needed, or it was allowed.
    const known = this.allowed ? kept : null
    this.who = known?.who?.anonymousId ? known.who : { anonymousId: fresh() }
    this.queue = Array.isArray(known?.queue) ? known.queue : []
    this.push = known?.push ?? null
    this.save()
    // Another tab knows better who this is.
    addEventListener('storage', ({ key, newValue }) => {
      if (key !== name || !this.allowed) return
      const said = newValue ? JSON.parse(newValue).who : null
      if (!said) this.forbid(fresh())
      else if (said.userId !== this.who.userId || said.anonymousId !== this.who.anonymousId) this.who = said
      else return
      changed()
    })
  }

  know(who) {
    this.who = who
    this.save()
  }

  allow() {
    this.allowed = true
    this.refused = false
    this.save()
  }

  forbid(anonymousId) {
    this.allowed = false
    this.refused = true
    this.who = { anonymousId }
    this.queue = []
    this.push = null
    try {
      localStorage.removeItem(this.name)
    } catch {}
  }

  save() {
    if (!this.allowed) return
    const { who, queue, push } = this
    const kept = { who, queue, push, ...(this.needed ? { consent: true } : {}) }
    try {
      localStorage.setItem(this.name, JSON.stringify(kept))
    } catch {} // private windows and full ones: this page still remembers
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name))
    } catch {
      return null
    }
  }
}
