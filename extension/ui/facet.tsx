import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { moveWithArrowKeys } from './arrow-keys.ts'
import styles from './facet.module.css'
import { Name } from './name.tsx'

type Value = {
  readonly value: string
  readonly label: string
  /** `undefined` while it is being counted. */
  readonly count: number | undefined
  readonly mark?: ComponentChildren
}

type Props = {
  readonly title: string
  readonly values: readonly Value[]
  readonly chosen?: string | undefined
  /** `undefined` when the chosen one is pressed again. */
  readonly onChoose: (value: string | undefined) => void
  /** "4 more". */
  readonly moreLabel: (hidden: number) => string
  /** "Fewer". */
  readonly fewerLabel: string
}

const shortest = 6

/** What the rows can be narrowed to, and how many there are of each. One at a time; pressed again it is taken off. */
export function Facet({ title, values, chosen, onChoose, moreLabel, fewerLabel }: Props) {
  const id = useId()
  const [isLong, setLong] = useState(false)
  const shown = values.filter(({ value }, at) => isLong || at < shortest || value === chosen)
  const hidden = values.length - shown.length
  return (
    <section class={styles.facet} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul aria-labelledby={id} onKeyDown={(event) => moveWithArrowKeys(event, event.currentTarget)}>
        {shown.map(({ value, label, count, mark }) => (
          <li key={value}>
            <button
              type="button"
              class={styles.value}
              data-row
              aria-pressed={value === chosen}
              onClick={() => onChoose(value === chosen ? undefined : value)}
            >
              {mark}
              <span class={styles.label}>
                <Name text={label} />
              </span>
              <span class={styles.count}>{count?.toLocaleString('en') ?? '-'}</span>
            </button>
          </li>
        ))}
      </ul>
      {(hidden > 0 || isLong) && (
        <button type="button" class={styles.more} aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? fewerLabel : moreLabel(hidden)}
        </button>
      )}
    </section>
  )
}
