import { useState } from 'preact/hooks'
import type { Selection } from '../ui/table-types.ts'

type Options<Row> = {
  /** The rows that are here. */
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly labelAll: string
  readonly labelOf: (row: Row) => string
  /** What is chosen is forgotten when this changes: it belongs to what was on show. */
  readonly of: string
}

/** Which rows of a table are chosen. A row that is no longer in the list is chosen no longer. */
export function useSelection<Row>({ rows, keyOf, labelAll, labelOf, of }: Options<Row>) {
  const [chosen, setChosen] = useState<{ readonly of: string; readonly keys: ReadonlySet<string> }>(none(of))
  const keys = chosen.of === of ? chosen.keys : none(of).keys
  const set = (next: Iterable<string>) => setChosen({ of, keys: new Set(next) })
  const selected = rows.filter((row) => keys.has(keyOf(row)))
  const state = selected.length === 0 ? 'none' : selected.length === rows.length ? 'all' : 'some'
  const selection: Selection<Row> = {
    isSelected: (row) => keys.has(keyOf(row)),
    toggle: (row) => {
      const key = keyOf(row)
      set(keys.has(key) ? [...keys].filter((one) => one !== key) : [...keys, key])
    },
    toggleAll: () => set(state === 'all' ? [] : rows.map(keyOf)),
    ...{ state, labelAll, labelOf },
  }
  return { selection, selected, clear: () => set([]) }
}

const none = (of: string) => ({ of, keys: new Set<string>() as ReadonlySet<string> })
