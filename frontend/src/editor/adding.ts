/** How something from the palette comes into the journey. */
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument, Position } from '../graph/document'
import { type Added, addStep, addTrigger, connect, insertOnEdge } from '../graph/operations'
import type { Addable } from '../graph/palette'
import { portsAt } from '../graph/ports'
import { type Edge, edgeId, edgesOf, placesOf, TRIGGER_PORT, targetOf } from '../graph/read'
import { CARD_WIDTH, freeSpot, onGrid, placeBelow, placeBeside } from '../graph/spots'
import type { Viewport } from './selectionSlice'
import type { EditorStore } from './store'

export interface PortAt {
  source: string
  port: string
}

function make(document: JourneyDocument, entry: Addable, at: Position): Added {
  const { kind, preset, isTrigger: starts, title } = entry
  if (starts) return addTrigger(document, kind, onGrid(at), preset)
  return addStep(document, kind, onGrid(at), preset, kind.palette?.length ? title : undefined)
}

/** Where to go on from a place: its first free port, else the edge that leaves by its first port. */
function wayOn(document: JourneyDocument, kinds: Kinds, id: string): { free?: PortAt; edge?: Edge } {
  const ports = portsAt(document, kinds, id).filter((port) => !port.optional)
  const free = ports.find((port) => targetOf(document, id, port.name) === undefined)
  if (free) return { free: { source: id, port: free.name } }
  return { edge: edgesOf(document).find((edge) => edge.source === id && edge.port === ports[0]?.name) }
}

/** A new trigger leads to where the journey begins, when nothing leads there yet. */
function lonelyStart(document: JourneyDocument): string | undefined {
  const reached = new Set(
    [...Object.values(document.triggers).map((trigger) => trigger.next)].concat(
      Object.values(document.steps).flatMap((step) => Object.values(step.next)),
    ),
  )
  return Object.keys(document.steps).find((id) => !reached.has(id))
}

/** The selected edge, the selected port, or the way on from the selected place or the only one. */
function wayFrom(store: EditorStore, kinds: Kinds): { free?: PortAt; edge?: Edge } {
  const { document, selected, selectedEdge, selectedPort } = store.getState()
  const edgeOf = (id: string) => edgesOf(document).find((edge) => edge.id === id)
  if (selectedEdge) return { edge: edgeOf(selectedEdge) }
  if (selectedPort) {
    const edge = edgeOf(edgeId(selectedPort.source, selectedPort.port))
    return edge ? { edge } : { free: selectedPort }
  }
  const places = placesOf(document)
  const above = selected.length === 1 ? selected[0] : places.length === 1 ? places[0] : undefined
  return above === undefined ? {} : wayOn(document, kinds, above)
}

/** Adds behind the selected place or port, or into the selected edge; otherwise in the middle of the view. */
export function addHere(store: EditorStore, kinds: Kinds, entry: Addable): void {
  const { document, viewport, apply, reveal } = store.getState()
  const { free: port, edge } = entry.isTrigger ? {} : wayFrom(store, kinds)
  if (edge) {
    insertInto(store, kinds, entry, edge)
    return
  }
  const added = make(
    document,
    entry,
    port ? placeBelow(document, port.source) : loose(document, viewport, entry.isTrigger),
  )
  const start = entry.isTrigger ? lonelyStart(document) : undefined
  apply(() => {
    if (port) return connect(added.document, kinds, port.source, port.port, added.id)
    return start ? connect(added.document, kinds, added.id, TRIGGER_PORT, start) : added.document
  })
  reveal(added.id)
}

/** Triggers stand in a row; what is not connected stands in the middle of the view. */
function loose(document: JourneyDocument, viewport: Viewport | null, starts: boolean): Position {
  const beside = starts ? placeBeside(document, Object.keys(document.triggers)) : null
  if (beside) return beside
  const centre = viewport?.centre()
  if (!centre || placesOf(document).length === 0) return { x: 0, y: 0 }
  return freeSpot(document, { x: centre.x - CARD_WIDTH / 2, y: centre.y })
}

/** Adds where it was dropped, joined to the port it was drawn from, if any. */
export function addAt(store: EditorStore, kinds: Kinds, entry: Addable, at: Position, from?: PortAt): void {
  const { document, apply, select } = store.getState()
  const added = make(document, entry, at)
  apply(() => (from ? connect(added.document, kinds, from.source, from.port, added.id) : added.document))
  select([added.id])
}

export function insertInto(
  store: EditorStore,
  kinds: Kinds,
  entry: Addable,
  edge: Pick<Edge, 'source' | 'port' | 'target'>,
): void {
  const { document, apply, reveal } = store.getState()
  const wish = entry.kind.palette?.length ? entry.title : undefined
  const added = insertOnEdge(document, kinds, edge, entry.kind, entry.preset, wish)
  apply(() => added.document)
  reveal(added.id)
}
