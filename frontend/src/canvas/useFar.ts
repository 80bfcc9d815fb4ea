import { useStore } from '@xyflow/react'
import { createContext, useContext } from 'react'
import { useEditor } from '../editor/context'
import { MANY } from './toFlow'

/** Below this size nobody reads a card. */
const FAR = 0.4

/** Below this size most of a large journey is in view. */
const WHOLE = 0.17

/** Whether all cards are kept, so that none comes or goes as the drawing slides. */
export const useWhole = (): boolean => useStore((state) => state.transform[2] < WHOLE)

/** Whether a large journey is seen from so far that its cards are drawn as mere boxes; a comparison never is. */
export function useFar(): boolean {
  const marked = useEditor((state) => state.marks !== null)
  const far = useStore((state) => state.transform[2] < FAR && state.nodes.length > MANY)
  return far && !marked
}

const Far = createContext(false)
/** For the cards: asked once, not by each of hundreds. */
export const FarProvider = Far.Provider
export const useDrawnFar = (): boolean => useContext(Far)
