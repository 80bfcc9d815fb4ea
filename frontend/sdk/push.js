// Permission for notifications, the service worker, and whose browser this is.
const WORKER = '/sojourn-worker.js'

export function state() {
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
  return able ? Notification.permission : 'unsupported'
}

// Ask when the customer has pressed something: browsers refuse pages that ask by themselves.
export async function ask(sojourn, { worker = WORKER, key } = {}) {
  if (state() === 'unsupported' || !sojourn.allowed())
    return state() === 'unsupported' ? 'unsupported' : 'no_consent'
  const answer = await fetch(`${sojourn.host}/v1/push/key?writeKey=${encodeURIComponent(key)}`)
  if (!answer.ok) return 'not_set_up'
  const { key: publicKey, account } = await answer.json()
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  await navigator.serviceWorker.register(worker)
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = await subscribed(pushManager, bytes(publicKey))
  await show(sojourn, { subscription: subscription.toJSON(), account })
  return 'granted'
}

async function subscribed(manager, wanted) {
  const old = await manager.getSubscription()
  if (old && same(old.options?.applicationServerKey, wanted)) return old
  // Another key: this browser was somebody else's, or the account was made anew.
  await old?.unsubscribe()
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted })
}

async function show(sojourn, shown) {
  remembered = shown
  const { userId = '', anonymousId } = sojourn.user()
  const token = userId ? await sojourn.token() : null
  const language = navigator.language
  await sojourn.post('endpoints', {
    channel: 'webpush',
    ...shown,
    language,
    ...(token ? { token } : { userId, anonymousId }),
  })
}

let remembered = null

// The browser goes with its customer: after identify it is theirs.
export async function follow(sojourn) {
  if (state() !== 'granted' || !sojourn.allowed()) return
  const registration = await navigator.serviceWorker.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  if (!subscription) return
  await show(sojourn, { account: null, ...remembered, subscription: subscription.toJSON() })
}

export async function leave(sojourn) {
  if (state() !== 'granted') return
  const registration = await navigator.serviceWorker.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  if (!subscription) return
  await sojourn.post('endpoints/drop', { channel: 'webpush', address: subscription.endpoint })
  await subscription.unsubscribe()
  remembered = null
}

function bytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (each) => each.charCodeAt(0))
}

function same(buffer, wanted) {
  const held = buffer ? new Uint8Array(buffer) : []
  return held.length === wanted.length && wanted.every((byte, at) => byte === held[at])
}
