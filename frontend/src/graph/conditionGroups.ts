import { type Condition, isAll, isAny, isNot, type Leaf } from './conditions'

/** The condition tree as the builder shows it: groups with a mode, and rows. */
export type Mode = 'all' | 'any' | 'none'

export interface Group {
  mode: Mode
  items: Item[]
}

export type Item = Group | Leaf

export const isGroup = (item: Item): item is Group => 'mode' in item

const toItem = (node: Condition): Item => (isAll(node) || isAny(node) || isNot(node) ? toGroup(node) : node)

export function toGroup(node: Condition | null | undefined): Group {
  if (!node) return { mode: 'all', items: [] }
  if (isAll(node)) return { mode: 'all', items: node.all.map(toItem) }
  if (isAny(node)) return { mode: 'any', items: node.any.map(toItem) }
  if (isNot(node)) {
    return { mode: 'none', items: isAny(node.not) ? node.not.any.map(toItem) : [toItem(node.not)] }
  }
  return { mode: 'all', items: [node] }
}

const toNode = (item: Item): Condition => (isGroup(item) ? groupNode(item) : item)

function groupNode({ mode, items }: Group): Condition {
  const nodes = items.map(toNode)
  if (mode === 'all') return { all: nodes }
  return mode === 'any' ? { any: nodes } : { not: { any: nodes } }
}

/** A group without rows is no condition at all. */
export const toCondition = (group: Group): Condition | null => (group.items.length ? groupNode(group) : null)
