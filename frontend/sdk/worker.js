// The service worker: shows what was pushed, and says what became of it. A shop hosts one line:
// importScripts('https://HOST/static/sdk/worker.js')
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))

addEventListener('push', (event) => {
  const message = read(event.data)
  if (message) event.waitUntil(Promise.all([show(message), say(message, 'shown')]))
})

addEventListener('notificationclick', (event) => {
  const message = event.notification.data
  if (!message?.sojourn) return
  event.notification.close()
  const button = message.buttons.find((each) => each.id === event.action)
  event.waitUntil(
    Promise.all([say(message, 'clicked', button?.id), open(button?.link || (button ? '' : message.link))]),
  )
})

addEventListener('notificationclose', (event) => {
  const message = event.notification.data
  if (message?.sojourn) event.waitUntil(say(message, 'closed'))
})

// What another library has pushed is not ours to show.
function read(data) {
  try {
    const message = data.json()
    return message?.sojourn ? { buttons: [], ...message } : null
  } catch {
    return null
  }
}

function show(message) {
  const { title, text, image, tag, buttons } = message
  const actions = buttons.map(({ id, text }) => ({ action: id, title: text }))
  const icon = message.data?.icon
  return registration.showNotification(title, {
    body: text,
    image: image || undefined,
    icon,
    tag,
    actions,
    data: message,
  })
}

// Reported, or not: the notification must not wait for it.
async function say(message, what, button = '') {
  const body = JSON.stringify({ token: message.sojourn, what, button })
  for (const wait of [0, 1000, 5000]) {
    if (wait) await new Promise((done) => setTimeout(done, wait))
    try {
      const answer = await fetch(message.hear, { method: 'POST', body, keepalive: true })
      if (answer.status < 500) return
    } catch {}
  }
}

// A page that shows it already comes to the front.
async function open(link) {
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!link) return pages[0]?.focus()
  const { href } = new URL(link, registration.scope)
  const page = pages.find((each) => each.url === href)
  return page ? page.focus() : clients.openWindow(href)
}
