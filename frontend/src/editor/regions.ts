/** The parts of the editor that F6 goes through; each carries `data-region`. */

export type Region = 'header' | 'palette' | 'stage' | 'inspector' | 'problems'

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex]'
const WRONG = '[aria-invalid="true"]:not(:disabled)'
const FIELDS = 'input:not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled)'

/** Where the stage begins: its first card or row, or the ways to begin an empty one. */
const STARTS = '.react-flow__node, [role="treeitem"], [data-start]'

const isSeen = (element: HTMLElement) => element.getClientRects().length > 0 && !element.closest('[inert]')
const canFocus = (element: HTMLElement) => element.tabIndex >= 0 && isSeen(element)

const regions = () =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => isSeen(region) && firstIn(region) !== undefined,
  )

const firstIn = (region: HTMLElement, what = FOCUSABLE) =>
  [...region.querySelectorAll<HTMLElement>(what)].find(canFocus)

const find = (region: Region) => document.querySelector<HTMLElement>(`[data-region="${region}"]`)

/** Where the focus was in each region when it left it. */
const left = new WeakMap<Element, HTMLElement>()

export function rememberFocus(element: Element): void {
  const region = element.closest('[data-region]')
  if (region && element instanceof HTMLElement) left.set(region, element)
}

export const regionOf = (element: Element | null) =>
  element?.closest<HTMLElement>('[data-region]')?.dataset.region as Region | undefined

export const hasDialogue = () => document.querySelector('[role="dialog"]') !== null

const FRAMES = 30

/** The last wish counts: an older one that still waits for its card is given up. */
let wish = 0

/** A card is drawn some frames after it was added, and is hidden until it was measured. */
export function focusWhenSeen(find: () => HTMLElement | null | undefined): void {
  wish += 1
  const mine = wish
  const attempt = (frames: number) => {
    const element = find()
    if (mine !== wish) return
    element?.focus({ preventScroll: true })
    if (frames > 0 && (!element || document.activeElement !== element)) {
      requestAnimationFrame(() => attempt(frames - 1))
    }
  }
  attempt(FRAMES)
}

/** What is drawn with the next frame can have the focus in the one after it. */
function soon(act: () => void): void {
  wish += 1
  const mine = wish
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (mine === wish) act()
    }),
  )
}

/** The one selected card or row, else what had the focus before, else the first that can have it. */
function entryOf(region: HTMLElement): HTMLElement | undefined {
  const before = left.get(region)
  const selected = region.querySelector<HTMLElement>(
    '[aria-selected="true"][tabindex="0"], .selected[tabindex="0"]',
  )
  if (region.dataset.region === 'stage' && selected) return selected
  return before?.isConnected && canFocus(before) ? before : (firstIn(region, STARTS) ?? firstIn(region))
}

const openPanel = (region: HTMLElement) =>
  [...region.querySelectorAll<HTMLElement>('[role="tabpanel"]')].find(isSeen)

export function focusRegion(name: Region, { inside = false } = {}): void {
  soon(() => {
    const region = find(name)
    if (!region) return
    const body = inside ? (openPanel(region) ?? region) : null
    const target = body ? (firstIn(body, WRONG) ?? firstIn(body, FIELDS)) : entryOf(region)
    target?.focus()
  })
}

/** A field that a command means, with its text selected. */
export function focusField(region: Region, name: string): void {
  soon(() => {
    const field = find(region)?.querySelector<HTMLInputElement>(`[data-field="${name}"]`)
    field?.focus()
    field?.select()
  })
}

/** The next region, round and round; from nowhere to the stage. */
export function turnRegion(by: 1 | -1): void {
  const all = regions()
  const at = all.findIndex((region) => region.contains(document.activeElement))
  const next = at < 0 ? find('stage') : all[(at + by + all.length) % all.length]
  if (next) entryOf(next)?.focus()
}
