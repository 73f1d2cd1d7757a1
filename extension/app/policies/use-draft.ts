import { useEffect, useRef, useState } from 'preact/hooks'

/** How a text that is being written outlives a reload, and what it was based on. */
type Kept = { readonly text: string; readonly basedOn: number }

type Draft = {
  readonly text: string
  /** Differs from what is stored. */
  readonly isChanged: boolean
  /** The version that it was written over. */
  readonly basedOn: number
  /** It was found from before. */
  readonly isRestored: boolean
  readonly write: (text: string) => void
  /** Back to what is stored. */
  readonly discard: () => void
}

/**
 * A text while it is being written. It stays with the tab until it is saved, with the version that it was written over:
 * a save must be refused where there is another one by then.
 */
export function useDraft(key: string, stored: string, version: number): Draft {
  const name = `plumbline-draft-${key}`
  const [found] = useState(() => readKept(name))
  const [base, setBase] = useState<Kept>(() => found ?? { text: stored, basedOn: version })
  const isChanged = base.text !== stored
  const before = useRef(stored)
  useEffect(() => {
    // Nothing was written yet: what somebody else saved meanwhile takes its place.
    if (base.text === before.current) setBase({ text: stored, basedOn: version })
    before.current = stored
  }, [stored, version, base.text])
  useEffect(() => {
    if (isChanged) sessionStorage.setItem(name, JSON.stringify(base))
    else sessionStorage.removeItem(name)
  }, [name, base, isChanged])
  useEffect(() => {
    if (!isChanged) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isChanged])
  return {
    text: base.text,
    isChanged,
    basedOn: base.basedOn,
    isRestored: found !== undefined && isChanged,
    write: (text) => setBase(({ basedOn }) => ({ text, basedOn })),
    discard: () => setBase({ text: stored, basedOn: version }),
  }
}

/** Forgets a draft that was saved. */
export const forgetDraft = (key: string) => sessionStorage.removeItem(`plumbline-draft-${key}`)

function readKept(name: string): Kept | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? '') as Partial<Kept>
    return typeof kept.text === 'string' && typeof kept.basedOn === 'number' ? (kept as Kept) : undefined
  } catch {
    return undefined
  }
}
