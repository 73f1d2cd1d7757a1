import styles from './chart.module.css'
import { edge, titlesAt } from './chart-scale.ts'

type Props = {
  readonly width: number
  readonly height: number
  readonly titles: readonly string[]
  readonly ticks: readonly number[]
  readonly x: (at: number) => number
  readonly y: (value: number) => number
  /** The place that is looked at. */
  readonly shown: number | undefined
}

const short = new Intl.NumberFormat('en', { notation: 'compact' })

/** What stands behind the lines of a chart. Screen readers get the same from its points. */
export function ChartAxes({ width, height, titles, ticks, x, y, shown }: Props) {
  return (
    <svg class={styles.axes} width={width} height={height} aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <path class={styles.rule} d={`M${edge.start} ${y(tick)}H${width - edge.end}`} />
          <text x={edge.start - 8} y={y(tick) + 4} text-anchor="end">
            {short.format(tick)}
          </text>
        </g>
      ))}
      {titlesAt(titles.length, Math.floor(width / 96)).map((at) => (
        <text key={at} x={x(at)} y={height - 6} text-anchor={at > 0 && at === titles.length - 1 ? 'end' : 'middle'}>
          {titles[at]}
        </text>
      ))}
      {shown !== undefined && <path class={styles.cursor} d={`M${x(shown)} ${edge.top}V${height - edge.bottom}`} />}
    </svg>
  )
}
