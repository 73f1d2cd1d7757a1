import type { Connector } from '../../shared/connector.ts'
import { finishedRun, type Worker } from '../world.ts'
import { type Account, openAccount } from './account.ts'
import { createModels } from './api-models.ts'
import { agrees, type Comparison, compare } from './compare.ts'
import { fillAccounts } from './fill-accounts.ts'
import { startMoto } from './moto.ts'
import { type PagingProxy, startPagingProxy } from './paging-proxy.ts'
import type { Python } from './python.ts'
import { readRows } from './rows.ts'
import { type ListedControl, renderTable } from './table.ts'

type Tally = { readonly passed: number; readonly failed: number }
type StartWorker = (env: Readonly<Record<string, string>>) => Promise<Worker>

/** The regions that accounts of the suite have enabled. */
const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-2']

/** Fills three accounts, lets the worker read them through the proxy, and compares its verdicts with the expected ones. */
export async function runSuite(python: Python, start: StartWorker): Promise<Tally> {
  const started = Date.now()
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`
  const moto = await startMoto(python)
  const proxy = await startPagingProxy({ target: moto.url, models: createModels(python.environment), regions })
  const worker = await start(environmentOf(proxy))
  try {
    const accounts = await fillAccounts((id) => openAccount({ url: moto.url, id, regions }), moto.setDaysAgo)
    console.log(`${accounts.length} accounts filled after ${seconds()}`)
    const controls = await controlsOf(worker)
    const comparisons = await compareAll(worker, accounts, new Set(controls.map(({ cid }) => cid)))
    console.log(`compared after ${seconds()}\n`)
    console.log(renderTable(controls, comparisons))
    return conclude(comparisons, proxy)
  } finally {
    await worker.stop()
    await proxy.close()
    await moto.stop()
  }
}

const environmentOf = (proxy: PagingProxy) => ({
  AWS_ENDPOINT_URL: proxy.url,
  AWS_ACCESS_KEY_ID: 'worker',
  AWS_SECRET_ACCESS_KEY: 'worker',
})

async function controlsOf(worker: Worker): Promise<readonly ListedControl[]> {
  const { items } = await worker.api<{ items: readonly ListedControl[] }>('/controls?cloud=aws&pageSize=500')
  return [...items].sort((a, b) => a.cid - b.cid)
}

async function compareAll(worker: Worker, accounts: readonly Account[], built: ReadonlySet<number>) {
  const drafts = accounts.map(({ id, roleArn }) => ({ cloud: 'aws', name: `moto ${id}`, roleArn, frequency: 1440 }))
  const connectors = await Promise.all(
    drafts.map((body) => worker.api<Connector>('/connectors', { method: 'POST', body })),
  )
  const comparisons: Comparison[] = []
  for (const [index, { id }] of connectors.entries()) {
    const run = await finishedRun(worker, id, 150)
    const account = accounts[index]
    if (!account) continue
    console.log(
      `${account.id}: ${run.state}, ${run.resources} resources, ${run.evaluations} evaluations, ${run.apiCalls} calls, ${run.errors} errors ${run.reason ?? ''}`,
    )
    comparisons.push(...compare(account.id, account.expectations, await readRows(worker, id), built))
  }
  return comparisons
}

function conclude(comparisons: readonly Comparison[], proxy: PagingProxy): Tally {
  const agreed = comparisons.filter(agrees).length
  const wrong = comparisons.filter((one) => !agrees(one) && !one.why).length
  console.log(`\nNot held by moto: ${[...proxy.notHeld].sort().join(', ') || 'nothing that was asked for'}`)
  console.log(
    `Lists told in pages: ${[...proxy.paged]
      .map(([name, pages]) => `${name} (${pages})`)
      .sort()
      .join(', ')}`,
  )
  console.log(`\n${agreed} agreed, ${comparisons.length - agreed} differing`)
  console.log(`${comparisons.length - wrong} passed, ${wrong} failed`)
  return { passed: comparisons.length - wrong, failed: wrong }
}
