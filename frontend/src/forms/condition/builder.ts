import { createContext, useContext } from 'react'

let last = 0

/** Names for rows, unlike any other on the page. */
export function freshId(): string {
  last += 1
  return `row-${last}`
}

/** Where in the document the group around stands. */
export const GroupPath = createContext('')
export const useGroupPath = () => useContext(GroupPath)

/** Where in the document the row itself stands. */
export const RowPath = createContext('')
export const useRowPath = () => useContext(RowPath)
