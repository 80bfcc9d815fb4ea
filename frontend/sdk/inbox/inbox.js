// <sojourn-inbox>: a bell with the number of unread messages, and the list behind it.

import { STYLE } from './style.js'
import { ago, textsIn } from './texts.js'
import { Wire } from './wire.js'

const BELL =
  '<svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M10 5a2 2 0 1 1 4 0 7 7 0 0 1 4 6v3a4 4 0 0 0 2 3H4a4 4 0 0 0 2-3v-3a7 7 0 0 1 4-6M9 17v1a3 3 0 0 0 6 0v-1"/></svg>'
const CROSS =
  '<svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" aria-hidden="true"><path d="M18 6 6 18M6 6l12 12"/></svg>'
const SAFE = ['http:', 'https:', 'mailto:', 'tel:']
const SEEN_AFTER = 800

function make(tag, fields = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(fields)) {
    if (name in made) made[name] = value
    else made.setAttribute(name, value)
  }
  made.append(...children)
  return made
}

function safe(link) {
  try {
    const url = new URL(link, location.href)
    return SAFE.includes(url.protocol) ? url.href : ''
  } catch {
    return ''
  }
}

class Inbox extends HTMLElement {
  connectedCallback() {
    this.texts = textsIn(this.getAttribute('lang') || document.documentElement.lang || navigator.language)
    this.build()
    if (window.sojourn?.post) this.start()
    else addEventListener('sojourn', () => this.start(), { once: true })
    this.outside = (event) => this.panel.hidden || event.composedPath().includes(this) || this.shut()
    addEventListener('pointerdown', this.outside)
  }

  disconnectedCallback() {
    this.wire?.end()
    this.wire = null
    removeEventListener('pointerdown', this.outside)
  }

  start() {
    if (this.isConnected && !this.wire) this.wire = new Wire(window.sojourn, (news) => this.draw(news))
  }

  build() {
    const { texts } = this
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    this.badge = make('span', { className: 'badge', hidden: true, 'aria-hidden': 'true' })
    this.bell = make('button', {
      className: 'bell',
      type: 'button',
      'aria-expanded': 'false',
      'aria-haspopup': 'dialog',
    })
    this.bell.innerHTML = BELL
    this.bell.append(this.badge)
    this.bell.onclick = () => (this.panel.hidden ? this.show() : this.shut())
    const close = make('button', {
      className: 'plain',
      type: 'button',
      title: texts.close,
      'aria-label': texts.close,
    })
    close.innerHTML = CROSS
    close.onclick = () => this.shut()
    this.list = make('ul', { role: 'list' })
    this.empty = make('p', { className: 'empty' }, make('strong', {}, texts.none), texts.noneMore)
    this.offline = make('p', { className: 'offline', hidden: true }, texts.offline)
    const head = make('header', {}, make('h2', {}, texts.title), close)
    this.panel = make(
      'section',
      { hidden: true, role: 'dialog', 'aria-label': texts.title, tabIndex: -1 },
      head,
      this.offline,
      this.list,
      this.empty,
    )
    this.panel.onkeydown = (event) => this.pressed(event)
    this.said = make('p', { className: 'said', role: 'status' })
    root.replaceChildren(make('style', {}, STYLE), this.bell, this.panel, this.said)
    this.label(0)
  }

  label(unread) {
    const { texts } = this
    this.badge.hidden = !unread
    this.badge.textContent = unread > 99 ? '99+' : unread
    this.bell.setAttribute('aria-label', unread ? `${texts.title}, ${texts.unread(unread)}` : texts.title)
  }

  draw(news) {
    const { wire, texts } = this
    if (!wire) return
    this.label(wire.unread)
    if (news) this.said.textContent = texts.unread(wire.unread)
    this.offline.hidden = wire.online || !wire.cursor
    const { list } = wire
    this.empty.hidden = list.length > 0
    const focused = this.shadowRoot.activeElement?.closest('li')?.dataset.id
    this.list.replaceChildren(...list.map((item) => this.row(item)))
    if (focused) (this.list.querySelector(`[data-id="${focused}"] .open`) ?? this.panel).focus()
    if (!this.panel.hidden) this.look()
    this.dispatchEvent(new CustomEvent('unread', { detail: wire.unread, bubbles: true, composed: true }))
  }

  row(item) {
    const { texts } = this
    const link = safe(item.link)
    const when = make(
      'time',
      { dateTime: item.at, title: new Date(item.at).toLocaleString(texts.language) },
      ago(item.at, texts.language),
    )
    const text = make('span', { className: 'text' }, item.text)
    const title = make('span', { className: 'title' }, item.title)
    if (!item.seen) title.prepend(make('span', { className: 'dot', role: 'img', 'aria-label': texts.isNew }))
    const body = make(item.link && link ? 'a' : 'button', { className: 'open' }, title, text, when)
    if (link && item.link) body.href = link
    else body.type = 'button'
    body.onclick = (event) => this.open(event, item, link)
    const remove = make('button', {
      className: 'plain remove',
      type: 'button',
      title: texts.remove,
      'aria-label': `${texts.remove}: ${item.title}`,
    })
    remove.innerHTML = CROSS
    remove.onclick = () => this.remove(item)
    const row = make('li', { 'data-id': item.id, className: item.seen ? '' : 'new' }, body, remove)
    const image = safe(item.image)
    if (item.image && image) row.prepend(make('img', { src: image, alt: '', loading: 'lazy' }))
    if (item.buttons.length)
      row.append(
        make('div', { className: 'buttons' }, ...item.buttons.map((each) => this.button(item, each))),
      )
    return row
  }

  button(item, { id, text, link }) {
    const made = make('button', { type: 'button', className: 'button' }, text)
    made.onclick = (event) => this.open(event, item, link ? safe(link) : '', id)
    return made
  }

  // A page that wants to go there by itself (a router) cancels the event `open`.
  open(event, item, link, button = '') {
    const detail = { id: item.id, link, button, data: item.data }
    const told = new CustomEvent('open', { detail, bubbles: true, composed: true, cancelable: true })
    const goes = this.dispatchEvent(told) && link
    if (!goes || event.currentTarget.tagName === 'BUTTON') event.preventDefault()
    this.wire.clicked(item.id, button)
    if (goes && event.currentTarget?.tagName === 'BUTTON') location.assign(link)
  }

  remove(item) {
    const row = this.list.querySelector(`[data-id="${item.id}"]`)
    const next = (row.nextElementSibling ?? row.previousElementSibling)?.dataset.id
    this.wire.archived(item.id)
    ;(this.list.querySelector(`[data-id="${next}"] .open`) ?? this.panel).focus()
  }

  show() {
    this.panel.hidden = false
    this.bell.setAttribute('aria-expanded', 'true')
    ;(this.list.querySelector('.open') ?? this.panel).focus()
    this.look()
  }

  shut() {
    const inside = this.shadowRoot.activeElement
    this.panel.hidden = true
    this.bell.setAttribute('aria-expanded', 'false')
    if (inside) this.bell.focus()
  }

  // What stood before the customer's eyes for a moment was seen.
  look() {
    clearTimeout(this.looking)
    this.looking = setTimeout(() => {
      const fresh = this.panel.hidden || document.hidden ? [] : this.wire.list.filter((each) => !each.seen)
      if (fresh.length) this.wire.seen(fresh.map((each) => each.id))
    }, SEEN_AFTER)
  }

  pressed(event) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return this.shut()
    }
    const rows = [...this.list.querySelectorAll('.open')]
    const at = rows.indexOf(this.shadowRoot.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to === undefined || !rows.length) return
    event.preventDefault()
    rows[Math.max(0, Math.min(rows.length - 1, to))].focus()
  }
}

if (!customElements.get('sojourn-inbox')) customElements.define('sojourn-inbox', Inbox)
