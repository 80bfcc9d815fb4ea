import { createContext, useContext } from 'react'

/** The workspace's zone, given by the frame, so that no part needs to ask the server for it. */
export const ZoneContext = createContext<string | null>(null)
export const useWorkspaceZone = () => useContext(ZoneContext)
