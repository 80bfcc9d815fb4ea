/** The message as its reader gets it, for editors that open over the form it belongs to. */
import { createContext, type ReactNode, useContext } from 'react'

const Slot = createContext<ReactNode>(null)
export const PreviewSlot = Slot.Provider
export const usePreviewSlot = (): ReactNode => useContext(Slot)
