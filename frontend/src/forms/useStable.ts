import { useCallback, useRef } from 'react'

/** The same function at every drawing, which does what the latest one would. */
export function useStable<Given extends unknown[], Answer>(does: (...given: Given) => Answer) {
  const latest = useRef(does)
  latest.current = does
  return useCallback((...given: Given): Answer => latest.current(...given), [])
}
