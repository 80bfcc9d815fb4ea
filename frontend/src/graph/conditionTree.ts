import { type Condition, isAll, isAny, isNot, type Leaf } from './conditions'

/**
 * The condition tree as react-querybuilder holds it. A group that the document writes without a list of its
 * own ("not" over one leaf, or a leaf that stands alone) is `bare`, so that it comes back as it was.
 */
export interface Row {
  id: string
  field: 'leaf'
  operator: 'holds'
  value: Leaf
}

export interface Rows {
  id: string
  combinator: 'and' | 'or'
  not: boolean
  bare?: boolean
  rules: (Row | Rows)[]
}

export type Fresh = () => string

export const isRows = (item: Row | Rows): item is Rows => 'rules' in item

export const rowOf = (value: Leaf, fresh: Fresh): Row => ({
  id: fresh(),
  field: 'leaf',
  operator: 'holds',
  value,
})

export const rowsOf = (rules: (Row | Rows)[], fresh: Fresh, combinator: 'and' | 'or' = 'and'): Rows => ({
  id: fresh(),
  combinator,
  not: false,
  rules,
})

const isGroup = (node: Condition) => isAll(node) || isAny(node) || isNot(node)

function toItem(node: Condition, fresh: Fresh): Row | Rows {
  return isGroup(node) ? toGroup(node, fresh) : rowOf(node as Leaf, fresh)
}

function toGroup(node: Condition, fresh: Fresh): Rows {
  if (isAll(node)) return rowsOf(each(node.all, fresh), fresh)
  if (isAny(node)) return rowsOf(each(node.any, fresh), fresh, 'or')
  if (!isNot(node)) return { ...rowsOf([rowOf(node, fresh)], fresh), bare: true }
  if (isAll(node.not) || isAny(node.not)) return { ...toGroup(node.not, fresh), not: true }
  return { ...rowsOf([toItem(node.not, fresh)], fresh, 'or'), not: true, bare: true }
}

const each = (nodes: Condition[], fresh: Fresh) => nodes.map((node) => toItem(node, fresh))

export function toRows(node: Condition | null | undefined, fresh: Fresh): Rows {
  return node ? toGroup(node, fresh) : rowsOf([], fresh)
}

const isBare = (group: Rows) => group.bare === true && group.rules.length === 1

function fromGroup(group: Rows): Condition {
  const parts = group.rules.map((item) => (isRows(item) ? fromGroup(item) : item.value))
  const [only] = parts
  const inner = isBare(group) && only ? only : group.combinator === 'and' ? { all: parts } : { any: parts }
  return group.not ? { not: inner } : inner
}

/** A group without rows is no condition at all. */
export const fromRows = (group: Rows): Condition | null => (group.rules.length ? fromGroup(group) : null)

/** The JSON pointer, within the condition, of what stands at a place of the tree. */
export function pointerTo(group: Rows, place: readonly number[]): string {
  const before = group.not ? '/not' : ''
  const [index, ...rest] = place
  if (index === undefined) return ''
  const here = isBare(group) ? before : `${before}/${group.combinator === 'and' ? 'all' : 'any'}/${index}`
  const item = group.rules[index]
  return item && isRows(item) ? here + pointerTo(item, rest) : here
}

/** The tree with one of its groups changed. */
export function changeGroup(group: Rows, place: readonly number[], change: Partial<Rows>): Rows {
  const [index, ...rest] = place
  if (index === undefined) return { ...group, ...change }
  const rules = group.rules.map((item, at) =>
    at === index && isRows(item) ? changeGroup(item, rest, change) : item,
  )
  return { ...group, rules }
}
