import { useState } from 'preact/hooks'
import styles from './chart.module.css'
import { ChartFrame, type ChartWords, type Tone, toneAt } from './chart-frame.tsx'
import { asImage } from './chart-line.tsx'
import { percent } from './percent.ts'
import tones from './tone.module.css'

type Slice = {
  readonly id: string
  readonly label: string
  readonly value: number
  readonly tone?: Tone | undefined
}

type Props = {
  readonly label: string
  readonly slices: readonly Slice[]
  /** A second column of the table: "Resources". */
  readonly valueLabel: string
  /** A third: "Share". */
  readonly shareLabel: string
  readonly words: ChartWords
  /** Chart or table, where that is decided outside. */
  readonly form?: 'chart' | 'table' | undefined
}

/** What a whole is made of. Each part is named with its number beside the ring; the arrow keys go round it. */
export function Donut({ label, slices, valueLabel, shareLabel, words, form }: Props) {
  const [current, setCurrent] = useState(0)
  const [shown, setShown] = useState<number>()
  const whole = slices.reduce((sum, { value }) => sum + value, 0)
  const starts = slices.map((_, at) => slices.slice(0, at).reduce((sum, { value }) => sum + value, 0))
  const present = slices.flatMap(({ value }, at) => (value > 0 ? [at] : []))
  const stop = present.includes(current) ? current : present[0]
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: SVGElement }) => {
    const forward = ['ArrowRight', 'ArrowDown'].includes(event.key)
    if ((!forward && !['ArrowLeft', 'ArrowUp'].includes(event.key)) || stop === undefined) return
    event.preventDefault()
    const next = present.at((present.indexOf(stop) + (forward ? 1 : -1)) % present.length) ?? stop
    event.currentTarget.querySelector<SVGElement>(`[data-slice="${next}"]`)?.focus()
  }
  return (
    <ChartFrame
      label={label}
      words={words}
      form={form}
      columns={[valueLabel, shareLabel]}
      rows={slices.map(({ label: title, value }) => ({
        title,
        values: [value.toLocaleString('en'), percent(value, whole)],
      }))}
    >
      <div class={styles.donut}>
        <div class={styles.wheel}>
          <svg viewBox="0 0 120 120" onKeyDown={onKeyDown} onPointerLeave={() => setShown(undefined)}>
            <title>{label}</title>
            <circle class={styles.ring} cx="60" cy="60" r="46" />
            {slices.map(({ id, label: name, value, tone }, at) =>
              value === 0 ? null : (
                // biome-ignore lint/a11y/noStaticElementInteractions: it has a role, and only tells that it has the focus
                <circle
                  key={id}
                  class={`${styles.slice} ${tones[tone ?? toneAt(at)]}`}
                  data-slice={at}
                  data-shown={shown === at || undefined}
                  cx="60"
                  cy="60"
                  r="46"
                  pathLength={whole}
                  stroke-dasharray={arc(value, whole)}
                  stroke-dashoffset={-(starts[at] ?? 0)}
                  {...asImage(`${name}: ${value.toLocaleString('en')}, ${percent(value, whole)}`)}
                  tabindex={at === stop ? 0 : -1}
                  onFocus={() => {
                    setCurrent(at)
                    setShown(at)
                  }}
                  onBlur={() => setShown(undefined)}
                  onPointerEnter={() => setShown(at)}
                />
              ),
            )}
          </svg>
          <span class={styles.centre} aria-hidden="true">
            {(shown === undefined ? whole : (slices[shown]?.value ?? 0)).toLocaleString('en')}
          </span>
        </div>
        <ul class={styles.parts}>
          {slices.map(({ id, label: name, value, tone }, at) => (
            <li key={id} data-shown={shown === at || undefined}>
              <span class={`${styles.swatch} ${tones[tone ?? toneAt(at)]}`} aria-hidden="true" />
              <span class={styles.name}>{name}</span>
              <b>{value.toLocaleString('en')}</b>
              <span>
                <bdi dir="ltr">{percent(value, whole)}</bdi>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  )
}

/** How long the part is, less a thin gap that sets it off from the next; of the rest nothing is drawn. */
function arc(value: number, whole: number): string {
  const length = value === whole ? whole : Math.max(value - whole * 0.006, whole * 0.002)
  return `${length} ${whole - length}`
}
