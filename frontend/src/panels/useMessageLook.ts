import { useDebouncedValue, useLocalStorage } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { currentWorkspace } from '../api/client'
import { ApiError } from '../api/errors'
import { journeyApi, type MessageLook } from '../editor/api'
import { useFrame } from '../editor/context'
import type { Config } from '../graph/document'

/** Whose values the message shows; the same person for every message of the workspace. */
export interface Reader {
  id: string
  name: string
}

export function useReader() {
  const [reader, setReader] = useLocalStorage<Reader | null>({
    key: `sojourn.reader.${currentWorkspace()}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  return { reader, setReader }
}

const PAUSE_MS = 350

export interface Shown {
  look: MessageLook | undefined
  error: unknown
  /** What is shown is of an older text. */
  stale: boolean
}

/** The message as the server would send it to this customer, a moment after the last key. */
export function useMessageLook(config: Config, reader: Reader | null): Shown {
  const { journeyId } = useFrame()
  const [asked] = useDebouncedValue(config, PAUSE_MS)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [currentWorkspace(), 'look', journeyId, reader?.id ?? null, asked],
    queryFn: () => journeyApi.preview(journeyId, asked, reader?.id ?? null),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 10_000,
    retry: (failures, reason) => failures < 2 && !(reason instanceof ApiError && reason.status < 500),
  })
  return { look: data, error, stale: isPlaceholderData || asked !== config }
}
