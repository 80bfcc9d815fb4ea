/** What the canvas shows of problems: found once for all cards. */
import { createContext, useContext } from 'react'
import type { Problem } from '../graph/document'

const Marks = createContext<Map<string, Problem[]>>(new Map())
export const MarksProvider = Marks.Provider

const NO_PROBLEMS: Problem[] = []
export const useMarks = (id: string): Problem[] => useContext(Marks).get(id) ?? NO_PROBLEMS
