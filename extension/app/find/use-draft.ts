import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { parseQuery } from '../../../shared/query/parse.ts'
import type { QueryList, QueryProblem } from '../../../shared/query/query.ts'
import type { Vocabulary } from '../../../shared/query/token.ts'
import { writeValue } from '../../../shared/query/write-value.ts'
import { keepQuery } from './history.ts'

type Options = {
  readonly list: QueryList
  /** The query that runs. */
  readonly value: string
  readonly vocabulary: Vocabulary
  readonly onChange?: ((query: string) => void) | undefined
  /** Called with every text that is written, whether it can be read or not. */
  readonly onWrite?: ((text: string) => void) | undefined
}

/** A query while it is written: its text, the cursor in it, and what is wrong with it. */
export function useDraft({ list, value, vocabulary, onChange, onWrite }: Options) {
  const input = useRef<HTMLInputElement | null>(null)
  const [draft, setDraft] = useState({ text: value, at: value.length })
  const [isTried, setTried] = useState(false)
  const wanted = useRef<number>(undefined)

  useEffect(() => {
    setDraft((before) => (before.text === value ? before : { text: value, at: value.length }))
    setTried(false)
  }, [value])
  // The cursor can be put behind what was filled in as soon as the input holds it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is what the input then holds
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    input.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = undefined
  }, [draft])

  const wrong = useMemo(() => problemOf(draft.text, list, vocabulary), [draft.text, list, vocabulary])
  const isBeingWritten = wrong !== undefined && wrong.end >= draft.text.trimEnd().length

  const write = (text: string, at: number) => {
    setTried(false)
    setDraft({ text, at })
    onWrite?.(text)
  }

  const replace = (start: number, end: number, text: string) => {
    const at = start + text.length
    wanted.current = at
    write(draft.text.slice(0, start) + text + draft.text.slice(end), at)
    input.current?.focus()
  }

  return {
    ...draft,
    input,
    /** Shown when it cannot be the part that is still being written, or when the query was to run. */
    problem: isTried || !isBeingWritten ? wrong : undefined,
    write,
    moveTo: (at: number) => setDraft((before) => (before.at === at ? before : { ...before, at })),
    /** Says what is wrong, be it the part that was written last. */
    check: () => setTried(true),
    /** Puts a text in the place of a part, with the cursor behind it. */
    replace,
    /** Puts the suggestion where the mistake is. */
    mend: (suggestion: string) => {
      if (wrong) replace(wrong.start, wrong.end, writeValue(suggestion))
    },
    /** The query runs, unless something is wrong with it. */
    run: (text: string): void => {
      const query = text.trim()
      if (text !== draft.text) write(text, text.length)
      setTried(true)
      const problem = problemOf(text, list, vocabulary)
      // Where the line is longer than what is seen of it, this shows the mistake.
      if (problem) {
        input.current?.setSelectionRange(problem.start, problem.end)
        return
      }
      if (query !== '') keepQuery(list, query)
      onChange?.(query)
    },
  }
}

function problemOf(text: string, list: QueryList, vocabulary: Vocabulary): QueryProblem | undefined {
  const parsed = parseQuery(text, list, { ...vocabulary, now: new Date() })
  return 'problem' in parsed ? parsed.problem : undefined
}
