import { Donut } from './donut.tsx'
import styles from './gallery.module.css'
import { LineChart } from './line-chart.tsx'
import { ShareBar } from './share-bar.tsx'

const labels = { pass: 'Pass', fail: 'Fail', unknown: 'Unknown', excepted: 'Excepted' }
const words = { table: 'Show as table', chart: 'Show as chart', first: 'Day' }
const days = Array.from({ length: 30 }, (_, at) => `Oct ${at + 1}`)
const series = [
  { id: 'high', label: 'High', tone: 'high', values: days.map((_, at) => 900 - at * 14 + ((at * 37) % 90)) },
  { id: 'medium', label: 'Medium', tone: 'medium', values: days.map((_, at) => 1400 - ((at * 53) % 200)) },
  { id: 'low', label: 'Low', tone: 'low', values: days.map((_, at) => (at > 8 && at < 13 ? undefined : 300 + at * 9)) },
] as const
const slices = [
  { id: 'high', label: 'High', tone: 'high', value: 312 },
  { id: 'medium', label: 'Medium', tone: 'medium', value: 840 },
  { id: 'low', label: 'Low', tone: 'low', value: 95 },
  { id: 'unknown', label: 'Unknown', tone: 'unknown', value: 0 },
] as const

/** Shares and trends, for the page of all components. */
export function GalleryCharts() {
  return (
    <div class={styles.columns}>
      <LineChart label="Failures" titles={days} series={series} words={words} />
      <Donut
        label="Failures by criticality"
        slices={slices}
        valueLabel="Failures"
        shareLabel="Share"
        words={{ ...words, first: 'Criticality' }}
      />
      <div class={styles.stack}>
        <ShareBar
          counts={{ pass: 51_000, fail: 1800, unknown: 900, excepted: 400 }}
          labels={labels}
          emptyLabel="No results"
          hasLegend
        />
        <ShareBar counts={{ pass: 99_999, fail: 1 }} labels={labels} emptyLabel="No results" hasLegend />
        <ShareBar counts={{}} labels={labels} emptyLabel="No results yet" hasLegend />
      </div>
    </div>
  )
}
