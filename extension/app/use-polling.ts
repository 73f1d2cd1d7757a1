import { useEffect, useRef } from 'preact/hooks'

/** Asks again every few seconds while something is under way and the page is in sight. */
export function usePolling(isActive: boolean, refresh: () => void, every = 2000): void {
  const latest = useRef(refresh)
  latest.current = refresh
  useEffect(() => {
    if (!isActive) return
    const clock = setInterval(() => {
      if (document.visibilityState !== 'hidden') latest.current()
    }, every)
    return () => clearInterval(clock)
  }, [isActive, every])
}
