import styles from './chart.module.css'
import { type Tone, toneAt } from './chart-frame.tsx'
import { runsOf } from './chart-scale.ts'
import tones from './tone.module.css'

/** One line of a chart. */
export type Series = {
  readonly id: string
  readonly label: string
  readonly tone?: Tone | undefined
  /** One for each title; `undefined` where it is not known, which leaves a gap. */
  readonly values: readonly (number | undefined)[]
}

type Props = {
  readonly line: Series
  /** Its place among the lines. */
  readonly index: number
  readonly titles: readonly string[]
  readonly x: (at: number) => number
  readonly y: (value: number) => number
  /** The place that is looked at. */
  readonly shown: number | undefined
  /** The point that stands in the tab order. */
  readonly stop: number | undefined
  readonly onFocus: (at: number) => void
}

const dashes = ['', '7 4', '2 4', '10 3 2 3', '4 2', '1 3']

/** How a line is dashed: lines are told apart without their colours too. */
export const dashOf = (index: number) => dashes[index % dashes.length]

/** A number of a chart as it is read. */
export const written = (value: number | undefined) => value?.toLocaleString('en') ?? '-'

/** A line and its points, each of which has a name and takes the focus. */
export function ChartLine({ line, index, titles, x, y, shown, stop, onFocus }: Props) {
  const runs = runsOf(line.values)
  const alone = new Set(runs.flatMap((run) => (run.length === 1 ? run : [])))
  return (
    <g class={tones[line.tone ?? toneAt(index)]}>
      {runs.map((run) => (
        <path
          key={run[0]}
          class={styles.line}
          stroke-dasharray={dashOf(index)}
          d={`M${run.map((at) => `${x(at)} ${y(line.values[at] ?? 0)}`).join('L')}`}
        />
      ))}
      {runs.flat().map((at) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: it has a role, and only tells that it has the focus
        <circle
          key={at}
          class={styles.point}
          data-point={`${index} ${at}`}
          data-shown={shown === at || alone.has(at) || undefined}
          cx={x(at)}
          cy={y(line.values[at] ?? 0)}
          r="4"
          tabindex={at === stop ? 0 : -1}
          onFocus={() => onFocus(at)}
          {...asImage(`${line.label}, ${titles[at]}: ${written(line.values[at])}`)}
        />
      ))}
    </g>
  )
}

/** A part of a drawing with a name of its own. */
export const asImage = (label: string) => ({ role: 'img', 'aria-label': label }) as const
