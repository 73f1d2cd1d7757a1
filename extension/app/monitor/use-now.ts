import { useEffect, useState } from 'preact/hooks'

/** The time, a few times a minute, so that ages stay true. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const clock = setInterval(() => setNow(new Date()), 20_000)
    return () => clearInterval(clock)
  }, [])
  return now
}
