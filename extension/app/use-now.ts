import { useEffect, useState } from 'preact/hooks'

/** The time, a few times a minute unless asked otherwise (`every`, in milliseconds), so that ages on show stay true. */
export function useNow(every = 20_000): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const clock = setInterval(() => setNow(new Date()), every)
    return () => clearInterval(clock)
  }, [every])
  return now
}
