import * as z from 'zod/mini'

/** What all keys of the app's lists begin with. */
const prefix = 'plumbline.'

/** With the pairing goes what was looked for under it. */
export function forgetKept(): void {
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
  for (const key of keys) if (key.startsWith(prefix)) localStorage.removeItem(key)
}

/** A short list that this browser keeps, newest first. What cannot be kept or read is as if it were not there. */
export function keptList<S extends z.ZodMiniType>(key: string, item: S, most: number) {
  type Item = z.infer<S>

  function read(): readonly Item[] {
    try {
      const parsed = z.array(item).safeParse(JSON.parse(localStorage.getItem(key) ?? '[]'))
      return parsed.success ? parsed.data : []
    } catch {
      return []
    }
  }

  return {
    read,
    /** Puts an item first; another one that `isSame` goes. */
    add(added: Item, isSame: (other: Item) => boolean): void {
      const items = [added, ...read().filter((other) => !isSame(other))].slice(0, most)
      try {
        localStorage.setItem(key, JSON.stringify(items))
      } catch {
        // No room, or storage is switched off: then there is no history.
      }
    },
  }
}
