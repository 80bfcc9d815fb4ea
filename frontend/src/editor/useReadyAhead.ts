import { useEffect } from 'react'
import { loadLiquid } from '../forms/liquid/LiquidText'

/** A busy page is not waited for longer. */
const AT_MOST_MS = 3000

/** What a form will want is brought while nothing else is to be done, so that it is there when it is opened. */
export function useReadyAhead(): void {
  useEffect(() => {
    const bring = () => void loadLiquid()
    // Safari learned of it late.
    if (!window.requestIdleCallback) {
      const timer = setTimeout(bring, AT_MOST_MS)
      return () => clearTimeout(timer)
    }
    const asked = window.requestIdleCallback(bring, { timeout: AT_MOST_MS })
    return () => window.cancelIdleCallback(asked)
  }, [])
}
