import { useEffect, useMemo, useState } from 'preact/hooks'
import { type Completion, complete } from '../../../shared/query/complete.ts'
import { placeAt, type Writing } from '../../../shared/query/place-at.ts'
import type { QueryList } from '../../../shared/query/query.ts'
import type { Vocabulary } from '../../../shared/query/token.ts'
import { worker } from '../worker.ts'

/** What could be written next, and the part of the text that it would take the place of. */
export type Completions = {
  readonly start: number
  readonly end: number
  readonly items: readonly Completion[]
}

type Asked = {
  readonly list: QueryList
  readonly text: string
  /** Where the cursor is. */
  readonly at: number
  readonly isOpen: boolean
  readonly vocabulary: Vocabulary
}

const most = 20

/** Completions of this place: what is known here at once, then what the worker knows of its data. */
export function useCompletions({ list, text, at, isOpen, vocabulary }: Asked): Completions {
  const known = useMemo(() => completionsHere(text.slice(0, at), list, vocabulary), [text, at, list, vocabulary])
  const key = JSON.stringify([list, at, text])
  const [told, setTold] = useState<{ readonly key: string; readonly completions: Completions }>()
  const api = worker.value?.api

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for list, text and place
  useEffect(() => {
    if (!isOpen || !api) return undefined
    const end = new AbortController()
    const wait = setTimeout(() => {
      api.query.suggest.$get({ query: { list, text, at: String(at) } }, { init: { signal: end.signal } }).then(
        async (response) => {
          const completions = await response.json()
          // The answer to an older text is none to this one.
          if (!end.signal.aborted) setTold({ key, completions })
        },
        // What is known here stays on offer.
        () => undefined,
      )
    }, 120)
    return () => {
      clearTimeout(wait)
      end.abort()
    }
  }, [key, isOpen, api])

  if (told?.key !== key) return known
  // Behind a value without quotes, only this side offers the words that join.
  const joins = known.items.filter(
    ({ kind, text: word }) => kind === 'word' && told.completions.items.every((one) => one.text !== word),
  )
  return told.completions.items.length > 0 ? told.completions : { ...known, items: joins }
}

function completionsHere(before: string, list: QueryList, vocabulary: Vocabulary): Completions {
  const writing = placeAt(before, list, vocabulary)
  const end = before.length
  const join = joinAfter(writing)
  if (join) return { start: end - join.typed.length, end, items: join.items }
  return { start: writing.start, end, items: complete(writing, vocabulary).slice(0, most) }
}

/** A value without quotes may go on behind a space; more often it is over. */
function joinAfter({ value, part }: Writing) {
  const typed = value && /^[^"'].*\s([a-z]*)$/i.exec(part)?.[1]
  if (typed === undefined) return undefined
  const items = ['and ', 'or ']
    .filter((text) => text.startsWith(typed.toLowerCase()))
    .map((text): Completion => ({ text, kind: 'word' }))
  return items.length > 0 ? { typed, items } : undefined
}
