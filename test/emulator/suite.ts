import type { Connector } from '../../shared/connector.ts'
import type { RunError } from '../../shared/run.ts'
import { errorsOf } from '../worker/whole/ledger.ts'
import { finishedRun, type Worker } from '../world.ts'
import { type Account, openAccount } from './account.ts'
import { createModels } from './api-models.ts'
import { type Comparison, compare } from './compare.ts'
import { conclude, type Tally } from './conclude.ts'
import { fillAccounts, fillSample } from './fill-accounts.ts'
import { type Moto, startMoto } from './moto.ts'
import { type PagingProxy, startPagingProxy } from './paging-proxy.ts'
import type { Python } from './python.ts'
import { readRows } from './rows.ts'
import { runDenials } from './run-denials.ts'
import { type ListedControl, renderTable } from './table.ts'

type StartWorker = (env: Readonly<Record<string, string>>) => Promise<Worker>

/** The regions that the three accounts have enabled; those that lose permissions have the first alone, and no pages. */
const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-2']
const sampleIds = ['444444444441', '444444444442']
const worldOf = (account: string) => {
  const isSample = sampleIds.includes(account)
  return { regions: isSample ? regions.slice(0, 1) : regions, isPaged: !isSample }
}

/** Fills three accounts, lets the worker read them through the proxy, and compares its verdicts with the expected ones. */
export async function runSuite(python: Python, start: StartWorker): Promise<Tally> {
  const endings: (() => Promise<void>)[] = []
  try {
    const moto = await startMoto(python)
    endings.unshift(moto.stop)
    const proxy = await startPagingProxy({ target: moto.url, models: createModels(python.environment), worldOf })
    endings.unshift(proxy.close)
    const worker = await start(environmentOf(proxy))
    endings.unshift(worker.stop)
    return await play({ moto, proxy, worker })
  } finally {
    for (const end of endings) await end()
  }
}

type Stage = { readonly moto: Moto; readonly proxy: PagingProxy; readonly worker: Worker }

async function play({ moto, proxy, worker }: Stage): Promise<Tally> {
  const started = Date.now()
  const say = (what: string) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`)
  const open = (id: string) => openAccount({ url: moto.url, id, regions: worldOf(id).regions })
  const controls = await controlsOf(worker)
  const built = new Set(controls.map(({ cid }) => cid))

  const accounts = await fillAccounts(open, moto.setDaysAgo)
  say(`${accounts.length} accounts filled`)
  const { comparisons, errors } = await compareAll(worker, accounts, { built, notHeld: proxy.notHeld })
  say(`${comparisons.length} verdicts compared`)
  const samples = await Promise.all(sampleIds.map(open))
  await Promise.all(samples.map(fillSample))
  say(`${samples.length} more accounts filled`)
  const refusals = await runDenials({ worker, proxy, built }, samples)
  say(`${refusals.length} permissions taken away, one after another`)

  console.log(`\n${renderTable(controls, comparisons, accounts)}`)
  return conclude({ comparisons, errors, refusals, proxy })
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

async function compareAll(worker: Worker, accounts: readonly Account[], known: Parameters<typeof compare>[3]) {
  const ids = await Promise.all(accounts.map((account) => connect(worker, account)))
  const [comparisons, errors]: [Comparison[], RunError[]] = [[], []]
  for (const [index, account] of accounts.entries()) {
    const connector = ids[index] ?? ''
    const run = await finishedRun(worker, connector, 150)
    console.log(
      `${account.id}: ${run.state}, ${run.resources} resources, ${run.evaluations} evaluations, ${run.apiCalls} calls, ${run.errors} errors ${run.reason ?? ''}`,
    )
    comparisons.push(...compare(account.id, account.expectations, await readRows(worker, connector), known))
    errors.push(...(await errorsOf(worker, run.id)))
  }
  return { comparisons, errors }
}

async function connect(worker: Worker, { id, roleArn }: Account): Promise<string> {
  const body = { cloud: 'aws', name: `moto ${id}`, roleArn, frequency: 1440 }
  return (await worker.api<Connector>('/connectors', { method: 'POST', body })).id
}
