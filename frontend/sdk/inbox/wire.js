// The socket of the inbox: hears what is new, goes on where it was cut, says what the customer did.
const REFUSED = 4401
const LONGEST = 30_000

export class Wire {
  constructor(sojourn, changed) {
    Object.assign(this, {
      sojourn,
      changed,
      items: new Map(),
      cursor: '',
      tries: 0,
      online: false,
      unsaid: [],
    })
    this.stop = sojourn.on('who', () => this.begin())
    this.back = () => this.socket || this.open()
    addEventListener('online', this.back)
    this.open()
  }

  end() {
    this.over = true
    this.stop()
    removeEventListener('online', this.back)
    this.close()
  }

  // Somebody else sits here: nothing of the one before is shown any longer.
  begin() {
    const who = JSON.stringify([this.sojourn.user(), this.sojourn.allowed()])
    if (who === this.who && this.socket) return
    this.close()
    this.items.clear()
    this.unsaid = []
    this.cursor = ''
    this.changed()
    this.open()
  }

  close() {
    clearTimeout(this.timer)
    const socket = this.socket
    this.socket = null
    this.online = false
    socket?.close()
  }

  get list() {
    const now = Date.now()
    const shown = [...this.items.values()].filter((each) => !each.until || Date.parse(each.until) > now)
    return shown.sort((one, other) => other.id - one.id)
  }

  get unread() {
    return this.list.filter((each) => !each.seen).length
  }

  async open(anew = false) {
    clearTimeout(this.timer)
    this.who = JSON.stringify([this.sojourn.user(), this.sojourn.allowed()])
    const turn = {}
    this.turn = turn
    const token = await this.sojourn.token(anew).catch(() => undefined)
    if (this.over || turn !== this.turn) return
    if (token === null) return
    if (token === undefined) return this.again()
    const socket = new WebSocket(`${this.sojourn.host.replace('http', 'ws')}/ws/inbox/`)
    this.socket = socket
    socket.onopen = () => socket.send(JSON.stringify({ token, cursor: this.cursor }))
    socket.onmessage = ({ data }) => socket === this.socket && this.hear(JSON.parse(data))
    socket.onclose = ({ code }) => {
      if (socket !== this.socket) return
      this.socket = null
      this.online = false
      this.changed()
      this.again(code === REFUSED)
    }
  }

  again(refused = false) {
    const wait = Math.min(LONGEST, 500 * 2 ** this.tries++) * (0.5 + Math.random() / 2)
    this.timer = setTimeout(() => this.open(refused), wait)
  }

  hear(news) {
    if (news.type !== 'inbox') return
    this.tries = 0
    this.online = true
    this.cursor = news.cursor
    for (const what of this.unsaid.splice(0)) this.say(what)
    if (news.whole) this.items.clear()
    const got = []
    for (const item of news.items) {
      if (!this.items.has(item.id) && !item.gone) got.push(item.id)
      if (item.gone) this.items.delete(item.id)
      else this.items.set(item.id, item)
    }
    if (got.length) this.say({ got })
    this.changed(got.length > 0 && !news.whole)
  }

  // Shown at once; the server tells the customer's other pages.
  seen(ids) {
    for (const id of ids) this.note(id, { seen: true })
    if (ids.length) this.act({ seen: ids })
  }

  clicked(id, button = '') {
    this.note(id, { seen: true, clicked: true })
    this.act({ clicked: id, button })
  }

  archived(id) {
    this.items.delete(id)
    this.act({ archived: [id] })
  }

  note(id, change) {
    const item = this.items.get(id)
    if (item) this.items.set(id, { ...item, ...change })
  }

  act(what) {
    this.say(what)
    this.changed()
  }

  // What was done while the socket was cut is said when it is back.
  say(what) {
    if (this.online) this.socket.send(JSON.stringify(what))
    else this.unsaid = [...this.unsaid, what].slice(-50)
  }
}
