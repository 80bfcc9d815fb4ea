import { createContext, useContext } from 'react'
import type { MessageLook } from '../../editor/api'

type Flaw = MessageLook['problems'][number]

/** What the server's renderer found in the message as it stands now, by the field it is in. */
export const Flaws = createContext<Flaw[]>([])

export function useFlaw(field: string): Flaw | undefined {
  const found = useContext(Flaws).filter(({ path }) => path === `/${field}`)
  return found.find(({ severity }) => severity === 'error')
}
