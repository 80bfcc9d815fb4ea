import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { Catalogue, Kinds } from '../graph/catalogue'
import type { Autosave } from './autosave'
import type { EditorState, EditorStore } from './store'

/** What does not change while a journey is open. */
export interface EditorFrame {
  store: EditorStore
  journeyId: string
  catalogue: Catalogue
  kinds: Kinds
  autosave: Pick<Autosave, 'flush'>
}

const Frame = createContext<EditorFrame | null>(null)

export function EditorProvider({ frame, children }: { frame: EditorFrame; children: ReactNode }) {
  return <Frame.Provider value={frame}>{children}</Frame.Provider>
}

export function useFrame(): EditorFrame {
  const frame = useContext(Frame)
  if (!frame) throw new Error('This part of the editor stands outside an EditorProvider.')
  return frame
}

/** Reads the store; the selector must give a value that is stable while nothing it reads changes. */
export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useFrame().store, selector)
}
