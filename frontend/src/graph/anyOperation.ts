/** For property tests: any operation at all, on the ready-made journeys, with the kinds that they use. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { align, distribute, move } from './arrange'
import { type Kind, kindsOf, type PortsSpec, type Schema } from './catalogue'
import { copy, readClipboard } from './clipboard'
import { COLOURS, type Config, emptyDocument, type JourneyDocument } from './document'
import { connect, disconnect, portNames } from './edges'
import { changeGroup, joinGroup, leaveGroups, makeGroup, ungroup } from './groups'
import { setDirection } from './layout'
import { normalise } from './normalise'
import { addNote, changeNote } from './notes'
import { duplicate, paste } from './paste'
import { addStep, addTrigger, insertOnEdge, updateConfig } from './places'
import { edgesOf, groupsOf, notesOf, placesOf } from './read'
import { remove, removeAll } from './removing'

const ROOT = join(import.meta.dirname, '../../..')
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
export const schema = read('journey.schema.json')

export const gallery: JourneyDocument[] = readdirSync(join(ROOT, 'journeys/gallery'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => read(`journeys/gallery/${name}`))
  .map((found) => normalise(found.document ?? found, 'A journey'))

const PORTS: Record<string, PortsSpec> = {
  branch: { each: 'cases', fixed: ['else'] },
  wait_for: { each: 'cases', fixed: ['timeout'] },
  split: { each: 'shares' },
  send_message: {
    fixed: ['out'],
    optional: ['timeout', 'refused', 'failed'],
    only_with: { timeout: 'await_report' },
  },
  send_cascade: { each: 'channels', fixed: ['nobody'] },
  wait_until: { fixed: ['out'], optional: ['late'] },
  exit: {},
}

const made = (kind: string, family: 'step' | 'trigger', ports: PortsSpec): Kind => ({
  ...{ kind, title: kind, group: '', icon: '', help: '', summary: '', ports },
  schema: schema.$defs[`${family}.${kind}`] as Schema,
})
const ready = gallery.flatMap(({ steps }) => Object.values(steps))
const stepKinds = [...new Set(ready.map(({ kind }) => kind))].map((kind) =>
  made(kind, 'step', PORTS[kind] ?? { fixed: ['out'] }),
)
const triggers = gallery.flatMap((document) => Object.values(document.triggers))
const triggerKinds = [...new Set(triggers.map(({ kind }) => kind))].map((kind) => made(kind, 'trigger', {}))
export const kinds = kindsOf({ triggers: triggerKinds, steps: stepKinds })

type Operation = (document: JourneyDocument) => JourneyDocument

const nth = <T>(list: T[], n: number): T => list[n % Math.max(1, list.length)] as T
/** Settings that a ready-made journey has for this kind, so that they are valid. */
const configOf = (kind: string, n: number): Config =>
  nth(
    [...ready, ...triggers].filter((one) => one.kind === kind),
    n,
  ).config

export const idsOf = (document: JourneyDocument) => [
  ...placesOf(document),
  ...Object.keys(notesOf(document)),
  ...Object.keys(groupsOf(document)),
  'nothing',
]

const n = fc.nat({ max: 60 })
const some = fc.array(n, { maxLength: 5 })
const number = fc.oneof(fc.integer({ min: -900, max: 900 }), fc.double())
const spot = fc.record({ x: number, y: number })
const colour = fc.constantFrom(...COLOURS)
const title = fc.string({ maxLength: 20 })
const side = fc.constantFrom('left', 'centre', 'right', 'top', 'middle', 'bottom' as const)
const chosen = (document: JourneyDocument, ns: number[]) => ns.map((one) => nth(idsOf(document), one))

export const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(n, n).map(
    ([k, c]): Operation =>
      (document) => {
        const kind = nth(stepKinds, k)
        return addStep(document, kind, { x: 20 * k, y: 20 * c }, configOf(kind.kind, c)).document
      },
  ),
  fc.tuple(n, n).map(
    ([k, c]): Operation =>
      (document) => {
        const kind = nth(triggerKinds, k)
        return addTrigger(document, kind, { x: 0, y: 0 }, configOf(kind.kind, c)).document
      },
  ),
  fc.tuple(n, n, n).map(
    ([a, p, b]): Operation =>
      (document) => {
        const source = nth(idsOf(document), a)
        const port = nth(portNames(document, kinds, source), p) ?? 'out'
        return connect(document, kinds, source, port, nth(idsOf(document), b))
      },
  ),
  n.map(
    (e): Operation =>
      (document) => {
        const edge = nth(edgesOf(document), e)
        return edge ? disconnect(document, edge.source, edge.port) : document
      },
  ),
  fc.tuple(n, n, n).map(
    ([e, k, c]): Operation =>
      (document) => {
        const edge = nth(edgesOf(document), e)
        const kind = nth(stepKinds, k)
        return edge ? insertOnEdge(document, kinds, edge, kind, configOf(kind.kind, c)).document : document
      },
  ),
  fc.tuple(n, n).map(
    ([p, c]): Operation =>
      (document) => {
        const id = nth(placesOf(document), p)
        const kind = (document.steps[id] ?? document.triggers[id])?.kind
        return kind ? updateConfig(document, kinds, id, configOf(kind, c)) : document
      },
  ),
  n.map(
    (p): Operation =>
      (document) =>
        remove(document, kinds, nth(idsOf(document), p)),
  ),
  some.map(
    (ns): Operation =>
      (document) =>
        removeAll(document, kinds, chosen(document, ns)),
  ),
  fc.tuple(some, spot).map(
    ([ns, by]): Operation =>
      (document) => {
        return duplicate(document, new Set(chosen(document, ns)), { x: 40, y: by.x > 0 ? 20 : 60 }).document
      },
  ),
  fc.tuple(some, n).map(
    ([ns, x]): Operation =>
      (document) => {
        const reading = readClipboard(copy(document, chosen(document, ns)), kinds)
        return 'fragment' in reading ? paste(document, reading.fragment, { x, y: 0 }).document : document
      },
  ),
  fc.tuple(n, spot).map(
    ([p, at]): Operation =>
      (document) =>
        move(document, { [nth(idsOf(document), p)]: at }),
  ),
  fc.tuple(some, side).map(
    ([ns, to]): Operation =>
      (document) =>
        align(document, chosen(document, ns), to),
  ),
  fc.tuple(some, fc.constantFrom('across' as const, 'down' as const)).map(
    ([ns, axis]): Operation =>
      (document) =>
        distribute(document, chosen(document, ns), axis),
  ),
  fc.tuple(some, title, colour).map(
    ([ns, name, paint]): Operation =>
      (document) =>
        makeGroup(document, chosen(document, ns), name, paint).document,
  ),
  n.map(
    (g): Operation =>
      (document) =>
        ungroup(document, nth(Object.keys(groupsOf(document)), g) ?? ''),
  ),
  fc.tuple(n, title, colour).map(
    ([g, name, paint]): Operation =>
      (document) => {
        return changeGroup(document, nth(Object.keys(groupsOf(document)), g) ?? '', {
          title: name,
          colour: paint,
        })
      },
  ),
  fc.tuple(n, some).map(
    ([g, ns]): Operation =>
      (document) => {
        return joinGroup(document, nth(Object.keys(groupsOf(document)), g) ?? '', chosen(document, ns))
      },
  ),
  some.map(
    (ns): Operation =>
      (document) =>
        leaveGroups(document, chosen(document, ns)),
  ),
  fc.tuple(n, title).map(
    ([x, text]): Operation =>
      (document) =>
        addNote(document, { x, y: 7 }, text).document,
  ),
  fc.tuple(n, spot, spot, colour).map(
    ([k, at, size, paint]): Operation =>
      (document) => {
        const change = { ...at, width: size.x, height: size.y, colour: paint }
        return changeNote(document, nth(Object.keys(notesOf(document)), k) ?? '', change)
      },
  ),
  fc.constantFrom('down' as const, 'right' as const).map(
    (direction): Operation =>
      (document) =>
        setDirection(document, direction),
  ),
)

/** A ready-made journey, each place below the one before, or an empty one. */
export const anyStart = fc.constantFrom(...gallery, emptyDocument('Empty')).map((document) => {
  const layout = Object.fromEntries(placesOf(document).map((id, index) => [id, { x: 0, y: 200 * index }]))
  return { ...document, layout }
})
