import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import styles from './chart.module.css'
import { ChartAxes } from './chart-axes.tsx'
import { ChartFrame, type ChartWords, toneAt } from './chart-frame.tsx'
import { ChartLine, dashOf, type Series, written } from './chart-line.tsx'
import { edge, scaleTo } from './chart-scale.ts'
import tones from './tone.module.css'

type Props = {
  readonly label: string
  /** What stands below the chart, from first to last: the days. */
  readonly titles: readonly string[]
  readonly series: readonly Series[]
  readonly words: ChartWords
  /** Chart or table, where that is decided outside. */
  readonly form?: 'chart' | 'table' | undefined
  /** In px. */
  readonly height?: number | undefined
}

type At = { readonly line: number; readonly at: number }

/** How numbers went over time. The arrow keys go from point to point and from line to line; time runs from left to right. */
export function LineChart({ label, titles, series, words, height = 220, form }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(560)
  const [current, setCurrent] = useState<At>({ line: 0, at: titles.length - 1 })
  const [shown, setShown] = useState<At>()
  useLayoutEffect(() => {
    if (!box.current) return undefined
    const watch = new ResizeObserver(() => setWidth(box.current?.clientWidth || 560))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])

  const { top, ticks } = scaleTo(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const step = (width - edge.start - edge.end) / Math.max(1, titles.length - 1)
  const x = (at: number) => edge.start + at * step
  const y = (value: number) => edge.top + (1 - value / top) * (height - edge.top - edge.bottom)
  const focus = (next: At) => {
    setCurrent(next)
    box.current?.querySelector<SVGElement>(`[data-point="${next.line} ${next.at}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(event.key, series, shown ?? current)
    if (!next) return
    event.preventDefault()
    focus(next)
  }
  const onPointerMove = (event: PointerEvent) => {
    const from = box.current?.getBoundingClientRect().left ?? 0
    const at = Math.round((event.clientX - from - edge.start) / step)
    setShown({ line: current.line, at: Math.min(Math.max(at, 0), titles.length - 1) })
  }
  const stop = stopOf(series, current)
  return (
    <ChartFrame
      label={label}
      words={words}
      form={form}
      columns={series.map((line) => line.label)}
      rows={titles.map((title, at) => ({ title, values: series.map(({ values }) => written(values[at])) }))}
    >
      <div ref={box} class={styles.plot} dir="ltr">
        <ChartAxes {...{ width, height, titles, ticks, x, y }} shown={shown?.at} />
        <svg
          class={styles.lines}
          width={width}
          height={height}
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setShown(undefined)}
          onBlurCapture={() => setShown(undefined)}
        >
          <title>{label}</title>
          {series.map((line, at) => (
            <ChartLine
              key={line.id}
              line={line}
              stop={stop?.line === at ? stop.at : undefined}
              shown={shown?.at}
              onFocus={(place) => {
                setCurrent({ line: at, at: place })
                setShown({ line: at, at: place })
              }}
              {...{ index: at, titles, x, y }}
            />
          ))}
        </svg>
        {shown && (
          <div
            class={styles.tip}
            style={
              x(shown.at) > width / 2
                ? { insetInlineEnd: `${width - x(shown.at) + 10}px` }
                : { insetInlineStart: `${x(shown.at) + 10}px` }
            }
            aria-hidden="true"
          >
            <b>{titles[shown.at]}</b>
            {series.map(({ id, label: name, values }) => (
              <span key={id}>
                {name}: {written(values[shown.at])}
              </span>
            ))}
          </div>
        )}
      </div>
      <ul class={styles.legend}>
        {series.map(({ id, label: name, tone }, line) => (
          <li key={id}>
            <svg width="26" height="10" class={tones[tone ?? toneAt(line)]} aria-hidden="true">
              <path class={styles.line} stroke-dasharray={dashOf(line)} d="M1 5h24" />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}

/** The point that stands in the tab order: the current one, or the last that has a value. */
function stopOf(series: readonly Series[], { line, at }: At): At | undefined {
  if (series[line]?.values[at] !== undefined) return { line, at }
  return series
    .map(({ values }, index) => ({ line: index, at: values.findLastIndex((value) => value !== undefined) }))
    .find((stop) => stop.at >= 0)
}

/** Where a key leads; points without a value are passed over. */
function neighbour(key: string, series: readonly Series[], { line, at }: At): At | undefined {
  const known = series.flatMap(({ values }, index) =>
    values.flatMap((value, place) => (value === undefined ? [] : [{ line: index, at: place }])),
  )
  const own = known.filter((point) => point.line === line)
  if (key === 'ArrowRight') return own.find((point) => point.at > at)
  if (key === 'ArrowLeft') return own.findLast((point) => point.at < at)
  if (key === 'Home') return own[0]
  if (key === 'End') return own.at(-1)
  const others = known.filter((point) => point.at === at)
  if (key === 'ArrowDown') return others.find((point) => point.line > line)
  if (key === 'ArrowUp') return others.findLast((point) => point.line < line)
  return undefined
}
