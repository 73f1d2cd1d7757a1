import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWorker, type Worker } from '../world.ts'
import { makeApiDatabase } from './api-database.ts'
import type { WriterTask } from './api-writer.ts'
import { number, table } from './table.ts'

/** What is read, by name. Those of the first group are what the app shows first. */
const query = (text: string) => `query=${encodeURIComponent(text)}`
const reads: readonly (readonly [name: string, path: string, isFirst?: true])[] = [
  ['summary', '/summary', true],
  ['sync, first page', '/sync?limit=2000', true],
  ['controls', '/controls', true],
  ['facets of evaluations', '/facets', true],
  ['evaluations, first page', '/evaluations', true],
  ['failing evaluations, first page', '/evaluations?result=FAIL', true],
  ['resources, first page', '/resources', true],
  ['resources, most failing first', '/resources?sort=failing', true],
  ['resource types', '/resource-types', true],
  ['facets of resources', '/facets?list=resources'],
  ['facets of an account', '/facets?account=100000000007'],
  ['resource detail', '/resources/detail?id=RESOURCE'],
  ['resources by name', '/resources?text=thing-4711-'],
  ['evaluations by name', '/evaluations?text=thing-4711-'],
  ['resources by tag', `/resources?${query('tag.team:team-7')}`],
  ['resources by configuration', `/resources?${query('config.versioning:Enabled and config.rules.port:25')}`],
  ['evaluations of an account and a region', `/evaluations?${query('account.id:100000000003 and region:eu-west-1')}`],
  ['evaluations by configuration', `/evaluations?${query('config.versioning:Enabled')}`],
  ['resources, no match', `/resources?${query('config.rules.cidr:nowhere')}`],
  ['evaluations, no match', `/evaluations?${query('config.rules.cidr:nowhere or tag.team:nobody')}`],
  ['evaluated in the last 30 days', '/evaluations?range=last30days'],
  ['suggestions', '/query/suggest?list=evaluations&text=region:eu&at=9'],
  ['trend of resources', '/trends'],
  ['trend of evaluations', '/trends?list=evaluations'],
]

type Figures = { readonly name: string; readonly times: readonly number[]; readonly isFirst: boolean }

type Options = {
  readonly resources: number
  /** Readers at once. */
  readonly readers?: number
  /** Milliseconds of reading. */
  readonly duration?: number
  /** The worker's program, where it is not the built one. */
  readonly program?: string | undefined
}

/** What reads of a large database take while many read and a run writes at full speed. */
export async function apiTable({ resources, readers = 20, duration = 60_000, program }: Options): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'plumbline-api-'))
  try {
    console.error(`A database of ${number(resources)} resources …`)
    const judged = await makeApiDatabase(data, resources)
    const worker = await startWorker({ PLUMBLINE_DATA: data }, program)
    try {
      await readAll(worker, 1, 0)
      console.error('One reader …')
      const alone = await readAll(worker, 1, Math.min(duration, 10_000))
      const writer = await startWriter({ url: `file:${join(data, 'plumbline.db')}`, resources, judged })
      console.error(`${readers} readers and a writer …`)
      const figures = await readAll(worker, readers, duration)
      const written = await writer.stop()
      return print({ alone, figures, readers, rate: written / (duration / 1000), resources })
    } finally {
      await worker.stop()
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

async function startWriter(task: WriterTask) {
  const child = fork(join(import.meta.dirname, 'api-writer.ts'), [JSON.stringify(task)], { execArgv: [] })
  await once(child, 'message')
  return {
    stop: async (): Promise<number> => {
      child.send('written')
      const [written] = await once(child, 'message')
      child.kill()
      await once(child, 'exit')
      return Number(written)
    },
  }
}

/** Every reader goes through the reads again and again, each from another one on. At least once. */
async function readAll(worker: Worker, readers: number, duration: number): Promise<readonly Figures[]> {
  const { items } = await worker.api<{ items: readonly { id: string }[] }>('/resources?sort=failing&pageSize=1')
  const id = encodeURIComponent(items[0]?.id ?? '')
  const times = reads.map((): number[] => [])
  const end = performance.now() + duration
  const read = async (index: number) => {
    const [name, path] = reads[index] ?? ['', '']
    const begin = performance.now()
    const response = await fetch(`${worker.url}/api${path.replace('RESOURCE', id)}`, {
      headers: { authorization: `Bearer ${worker.token}` },
    }).catch((cause) => {
      throw new Error(
        `${name}: the worker (${worker.process.exitCode ?? worker.process.signalCode ?? 'running'}) said ${worker.output().slice(-2000)}`,
        { cause },
      )
    })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${name}: ${response.status}`)
    times[index]?.push(performance.now() - begin)
  }
  const reader = async (_: unknown, number: number) => {
    for (let turn = 0; turn < reads.length || performance.now() < end; turn++)
      await read((turn + number * 7) % reads.length)
  }
  await Promise.all(Array.from({ length: readers }, reader))
  return reads.map(([name, , isFirst = false], index) => ({
    name,
    isFirst,
    times: (times[index] ?? []).sort((a, b) => a - b),
  }))
}

const percentile = (times: readonly number[], share: number) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN

type Measured = {
  readonly alone: readonly Figures[]
  readonly figures: readonly Figures[]
  readonly readers: number
  readonly rate: number
  readonly resources: number
}

function print({ alone, figures, readers, rate, resources }: Measured): string {
  const rows = figures.map(({ name, times, isFirst }, index) => [
    `${name}${isFirst ? ' *' : ''}`,
    number(percentile(alone[index]?.times ?? [], 0.5), 1),
    ...[percentile(times, 0.5), percentile(times, 0.99), times.at(-1) ?? Number.NaN].map((value) => number(value)),
    number(times.length),
  ])
  return `${table(['Read', 'alone p50', `${readers} readers p50`, 'p99', 'max', 'reads'], rows)}
Milliseconds over HTTP; ${number(resources)} resources, ${number(resources * 10)} evaluations, a writer storing ${number(rate)} verdicts
a second meanwhile. * what the app shows first (aim: p99 under 100); any other under 500.\n`
}
