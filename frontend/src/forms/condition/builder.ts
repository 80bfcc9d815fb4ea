import { createContext, useContext } from 'react'
import type { Rows } from '../../graph/conditionTree'

let last = 0

/** Names for rows, unlike any other on the page. */
export function freshId(): string {
  last += 1
  return `row-${last}`
}

interface Frame {
  path: string
  rows: Rows
  label: string
}

/** Where in the document the builder stands, and the tree that it shows. */
export const BuilderPath = createContext<Frame>({
  path: '',
  rows: { id: '', combinator: 'and', not: false, rules: [] },
  label: '',
})
export const useBuilder = () => useContext(BuilderPath)
