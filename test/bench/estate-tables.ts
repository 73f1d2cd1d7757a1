import { bucketOf, rateOf } from '../../worker/connectors/aws-pace.ts'
import type { AwsService } from '../../worker/connectors/aws-services.ts'
import type { FirstRun, SecondRun } from './estate.ts'
import { bytes, number, table } from './table.ts'

export type EstateFigures = FirstRun & { readonly second?: SecondRun }

const seconds = (value: number) => number(value, 1)

/** First runs, then what the same estates cost again. */
export function estateTables(figures: readonly EstateFigures[]): string {
  const again = figures.filter((one): one is FirstRun & { readonly second: SecondRun } => one.second !== undefined)
  return `${table(firstHeads, figures.map(firstRow))}
Peak: resident memory of the worker's process until the end of all that is measured here (aim: 300 MB).
Paced: seconds that the rate limits alone would make the run take; the rest is work and waiting for answers.

${table(secondHeads, again.map(secondRow))}
Sync: bytes on the wire, compressed (aim: unchanged under 1 kB).
Rows: that the second run wrote of resources and evaluations (aim: none), and those of its own record.\n`
}

const firstHeads = [
  'First run',
  'latency, ms',
  'calls/resource',
  'wall, s',
  'paced, s',
  'processor, s',
  'evaluations',
  'evaluations/s',
  'idle',
  'peak',
  'database',
]

const nameOf = ({ cloud, resources }: FirstRun) => `${cloud} ${number(resources)}`

const firstRow = (one: FirstRun) => [
  nameOf(one),
  number(one.latency),
  number(one.run.apiCalls / one.run.resources, 3),
  seconds(one.run.wall),
  one.cloud === 'aws' ? seconds(pacedSeconds(one.calls)) : '',
  seconds(one.run.processor),
  number(one.run.evaluations),
  number(one.run.evaluations / one.run.wall),
  bytes(one.idle),
  bytes(one.peak),
  bytes(one.database),
]

/** The busiest bucket of calls decides: the others are drawn from at the same time. */
function pacedSeconds(calls: Readonly<Record<string, number>>): number {
  const drawn = new Map<string, { service: AwsService; calls: number }>()
  for (const [place, count] of Object.entries(calls)) {
    const [region = '', operation = ''] = place.split(' ')
    const service = operation.split(':')[0] as AwsService
    const bucket = bucketOf(service, region, operation)
    drawn.set(bucket, { service, calls: (drawn.get(bucket)?.calls ?? 0) + count })
  }
  return Math.max(
    0,
    ...[...drawn.values()].map((one) => (one.calls - rateOf(one.service).burst) / rateOf(one.service).perSecond),
  )
}

const secondHeads = ['Second run', 'wall, s', 'processor, s', 'sync, first', 'sync, unchanged', 'rows', 'own record']

const secondRow = (one: FirstRun & { readonly second: SecondRun }) => [
  nameOf(one),
  seconds(one.second.run.wall),
  seconds(one.second.run.processor),
  bytes(one.second.firstSync.bytes),
  bytes(one.second.sync.bytes),
  number(one.second.run.written),
  Object.entries(one.second.changed)
    .map(([name, rows]) => `${rows} ${name}`)
    .join(', '),
]
