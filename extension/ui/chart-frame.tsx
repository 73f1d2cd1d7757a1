import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import styles from './chart.module.css'

/** The colours that a chart may give to what it shows. */
export type Tone = 'good' | 'high' | 'medium' | 'low' | 'unknown' | 'accent'

/** What is said around a chart. */
export type ChartWords = {
  /** "Show as table". */
  readonly table: string
  /** "Show as chart". */
  readonly chart: string
  /** Title of the first column of the table: "Day". */
  readonly first: string
}

type Props = {
  readonly label: string
  readonly words: ChartWords
  readonly columns: readonly string[]
  readonly rows: readonly { readonly title: string; readonly values: readonly string[] }[]
  /** What is shown, where that is decided outside: then it has neither a caption nor a button of its own. */
  readonly form?: 'chart' | 'table' | undefined
  readonly children: ComponentChildren
}

const tones: readonly Tone[] = ['accent', 'medium', 'low', 'good', 'high', 'unknown']

/** The colour of what has none of its own. */
export const toneAt = (at: number): Tone => tones[at % tones.length] ?? 'accent'

/** A chart, or the same numbers as a table. */
export function ChartFrame({ label, words, columns, rows, form, children }: Props) {
  const id = useId()
  const [isTurned, setTurned] = useState(false)
  const isTable = form ? form === 'table' : isTurned
  return (
    <figure class={styles.frame} aria-labelledby={form ? undefined : id} aria-label={form && label}>
      {!form && (
        <figcaption class={styles.caption}>
          <span id={id}>{label}</span>
          <Button kind="quiet" onClick={() => setTurned(!isTurned)}>
            {isTable ? words.chart : words.table}
          </Button>
        </figcaption>
      )}
      {isTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled with the keys
        <section class={styles.scroll} tabIndex={0} aria-label={label}>
          <table class={styles.table}>
            <thead>
              <tr>
                {[words.first, ...columns].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ title, values }) => (
                <tr key={title}>
                  <th scope="row">{title}</th>
                  {values.map((value, at) => (
                    <td key={columns[at]}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        children
      )}
    </figure>
  )
}
