/** One websocket per workspace, shared by everything on the page; it comes back by itself. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { currentWorkspace } from './client'

export interface LiveMessage {
  topic: string
  type: string
  data: unknown
}
type Listener = (message: LiveMessage) => void
/** idle: nobody listens; waiting: it broke, and a new try will follow. */
export type LiveStatus = 'idle' | 'connecting' | 'open' | 'waiting'
type Open = (url: string) => WebSocket

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 20_000

/** Doubles with every failure in a row; `chance` in 0..1 spreads clients after a restart. */
export function pauseAfter(failures: number, chance: number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)
  return Math.round(pause * (0.5 + chance / 2))
}

export class LiveSocket {
  private socket: WebSocket | null = null
  private readonly topics = new Map<string, Set<Listener>>()
  private readonly watchers = new Set<() => void>()
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  status: LiveStatus = 'idle'

  constructor(
    private readonly url: () => string,
    private readonly open: Open = (url) => new WebSocket(url),
  ) {}

  /** Listen to a topic until the returned function is called. The connection lives while anyone listens. */
  subscribe(topic: string, listener: Listener): () => void {
    const listeners = this.topics.get(topic) ?? new Set()
    this.topics.set(topic, listeners)
    listeners.add(listener)
    if (listeners.size === 1) this.tell({ subscribe: topic })
    if (!this.socket) this.connect()
    return () => this.unsubscribe(topic, listener)
  }

  /** Says something to the server if the connection stands; what it cannot say now is dropped. */
  say(message: object): boolean {
    return this.tell(message)
  }

  /** Tries again now, for something happened after which it may succeed. */
  hurry(): void {
    if (this.status !== 'waiting') return
    this.failures = 0
    this.connect()
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  private unsubscribe(topic: string, listener: Listener): void {
    const listeners = this.topics.get(topic)
    listeners?.delete(listener)
    if (listeners?.size) return
    this.topics.delete(topic)
    this.tell({ unsubscribe: topic })
    if (this.topics.size === 0) this.close()
  }

  private connect(): void {
    clearTimeout(this.timer)
    this.change('connecting')
    const socket = this.open(this.url())
    this.socket = socket
    socket.onopen = () => {
      this.failures = 0
      this.change('open')
      for (const topic of this.topics.keys()) this.tell({ subscribe: topic })
    }
    socket.onmessage = (event) => this.receive(String(event.data))
    socket.onclose = () => {
      if (this.socket === socket) this.retry()
    }
  }

  private retry(): void {
    this.socket = null
    this.change(this.topics.size === 0 ? 'idle' : 'waiting')
    if (this.topics.size === 0) return
    this.timer = setTimeout(() => this.connect(), pauseAfter(this.failures, Math.random()))
    this.failures += 1
  }

  private close(): void {
    clearTimeout(this.timer)
    const socket = this.socket
    this.socket = null
    this.change('idle')
    socket?.close()
  }

  private receive(text: string): void {
    let message: LiveMessage
    try {
      message = JSON.parse(text) as LiveMessage
    } catch {
      return // Not ours; the next one may be.
    }
    // A tab in the background runs no timers to speak of, but it answers.
    if (message.type === 'ping') this.tell({ alive: true })
    for (const listener of this.topics.get(message.topic) ?? []) listener(message)
  }

  private tell(message: object): boolean {
    if (this.socket?.readyState !== 1) return false
    this.socket.send(JSON.stringify(message))
    return true
  }

  private change(status: LiveStatus): void {
    this.status = status
    for (const watcher of this.watchers) watcher()
  }
}

const sockets = new Map<string, LiveSocket>()

function socketOf(workspace: string): LiveSocket {
  let socket = sockets.get(workspace)
  if (!socket) {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
    const url = `${scheme}://${window.location.host}/ws/live?workspace=${encodeURIComponent(workspace)}`
    socket = new LiveSocket(() => url)
    sockets.set(workspace, socket)
  }
  return socket
}

export function subscribe(topic: string, listener: Listener): () => void {
  return socketOf(currentWorkspace() ?? '').subscribe(topic, listener)
}

export const say = (message: object): boolean => socketOf(currentWorkspace() ?? '').say(message)
export const hurry = (): void => socketOf(currentWorkspace() ?? '').hurry()

/** Calls the newest `listener` for each message of the topic; a null topic listens to nothing. */
export function useLive(topic: string | null, listener: Listener): void {
  const newest = useRef(listener)
  newest.current = listener
  useEffect(() => (topic ? subscribe(topic, (message) => newest.current(message)) : undefined), [topic])
}

export function useLiveStatus(): LiveStatus {
  const socket = socketOf(currentWorkspace() ?? '')
  return useSyncExternalStore(socket.watch, () => socket.status)
}
