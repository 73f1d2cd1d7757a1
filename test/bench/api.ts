import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startWorker, type Worker } from '../world.ts'
import { makeApiDatabase } from './api-database.ts'
import type { WriterTask } from './api-writer.ts'
import { number, table } from './table.ts'

/** Milliseconds that a reader looks at an answer before the next read, on average, where they are not in a hurry. */
const pause = 1000

/**
 * What is read, by name. Those of the first group are what the app shows first, to all alike; where it says NUMBER or
 * ACCOUNT every reader looks for something else, and for another thing each time: hardly a search is made twice.
 */
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
  ['facets of an account', '/facets?account=ACCOUNT'],
  ['resource detail', '/resources/detail?id=RESOURCE'],
  ['resources by name', '/resources?text=thing-47NUMBER-'],
  ['evaluations by name', '/evaluations?text=thing-47NUMBER-'],
  ['resources by tag', `/resources?${query('tag.team:team-NUMBER')}`],
  ['resources by configuration', `/resources?${query('config.versioning:Enabled and config.rules.port:NUMBER')}`],
  ['evaluations of an account and a region', `/evaluations?${query('account.id:ACCOUNT and region:eu-west-1')}`],
  ['evaluations by configuration', `/evaluations?${query('config.versioning:Enabled and config.size:NUMBER')}`],
  ['resources, no match', `/resources?${query('config.rules.cidr:nowhere-NUMBER')}`],
  ['evaluations, no match', `/evaluations?${query('config.rules.cidr:nowhere or tag.team:nobody-NUMBER')}`],
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
export async function apiTable({ resources, readers = 20, duration = 120_000, program }: Options): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'plumbline-api-'))
  try {
    console.error(`A database of ${number(resources)} resources …`)
    const judged = await makeApiDatabase(data, resources)
    const worker = await startWorker({ PLUMBLINE_DATA: data }, program)
    try {
      await readAll(worker, { readers: 1, duration: 0 })
      console.error('One reader …')
      const alone = await readAll(worker, { readers: 1, duration: Math.min(duration, 10_000) })
      const writer = await startWriter({ url: `file:${join(data, 'plumbline.db')}`, resources, judged })
      console.error(`${readers} readers and a writer …`)
      const paced = await readAll(worker, { readers, duration, pause })
      const hurried = await readAll(worker, { readers, duration })
      const written = await writer.stop()
      return print({ alone, paced, hurried, readers, rate: written / (duration / 500), resources })
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
async function readAll(
  worker: Worker,
  { readers, duration, pause = 0 }: { readonly readers: number; readonly duration: number; readonly pause?: number },
): Promise<readonly Figures[]> {
  const { items } = await worker.api<{ items: readonly { id: string }[] }>('/resources?sort=failing&pageSize=1')
  const id = encodeURIComponent(items[0]?.id ?? '')
  const times = reads.map((): number[] => [])
  const end = performance.now() + duration
  const read = async (index: number, reader: number, turn: number) => {
    const [name, path] = reads[index] ?? ['', '']
    const own = path.replace('RESOURCE', id).replace('ACCOUNT', String(100_000_000_001 + (reader % 20)))
    const begin = performance.now()
    const sought = String(20 + ((reader + turn * 13) % 80))
    const response = await fetch(`${worker.url}/api${own.replace('NUMBER', sought)}`, {
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
    await sleep(Math.random() * pause)
    for (let turn = 0; turn < reads.length || performance.now() < end; turn++) {
      await read((turn + number * 7) % reads.length, number, turn)
      // Never all at once: nobody keeps step with the others.
      if (pause > 0) await sleep(pause * (0.5 + Math.random()))
    }
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
  readonly paced: readonly Figures[]
  readonly hurried: readonly Figures[]
  readonly readers: number
  readonly rate: number
  readonly resources: number
}

function print({ alone, paced, hurried, readers, rate, resources }: Measured): string {
  const cells = (times: readonly number[] = []) => [
    ...[percentile(times, 0.5), percentile(times, 0.99), times.at(-1) ?? Number.NaN].map((value) => number(value)),
    number(times.length),
  ]
  const rows = alone.map(({ name, times, isFirst }, index) => [
    `${name}${isFirst ? ' *' : ''}`,
    number(percentile(times, 0.5), 1),
    ...cells(paced[index]?.times),
    ...cells(hurried[index]?.times),
  ])
  const heads = ['p50', 'p99', 'max', 'reads']
  return `${table(['Read', 'alone p50', ...heads.map((head) => `paced ${head}`), ...heads.map((head) => `hurried ${head}`)], rows)}
Milliseconds over HTTP; ${number(resources)} resources, ${number(resources * 10)} evaluations; ${readers} readers, who wait ${pause} ms after
each answer (paced) or do not (hurried: that measures what the machine can do at all), while a writer stores
${number(rate)} verdicts a second; load ${number(loadavg()[0] ?? 0, 1)}. * what the app shows first (aim: p99 under 100); any other under 500.\n`
}
