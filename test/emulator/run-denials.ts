import type { Connector } from '../../shared/connector.ts'
import type { Row } from '../worker/whole/ledger.ts'
import { finishedRun, type Worker } from '../world.ts'
import type { Account } from './account.ts'
import { type Denial, denials } from './denials.ts'
import type { PagingProxy } from './paging-proxy.ts'
import { readRows } from './rows.ts'

/** What a role without one permission was told; `wrong` is what it should not have been told. */
export type Refusal = {
  readonly operation: string
  readonly permission: string
  readonly unknown: number
  readonly cids: readonly number[]
  readonly wrong: readonly string[]
}

type Stage = { readonly worker: Worker; readonly proxy: PagingProxy; readonly built: ReadonlySet<number> }
type Rows = ReadonlyMap<string, Row>

/** Reads accounts again and again, anew and with one permission less each time; the accounts share the work. */
export async function runDenials(stage: Stage, accounts: readonly Account[]): Promise<readonly Refusal[]> {
  const waiting = denials.filter(({ cids }) => cids.some((cid) => stage.built.has(cid)))
  const done: Refusal[] = []

  async function work(account: Account): Promise<void> {
    const clean = await readAnew(stage, account)
    for (let denial = waiting.shift(); denial; denial = waiting.shift())
      done.push(judge(stage.built, denial, clean, await readAnew(stage, account, denial)))
  }

  await Promise.all(accounts.map(work))
  return done.sort((a, b) => a.operation.localeCompare(b.operation))
}

const permissionOf = ({ permission, operation }: Denial) => permission ?? operation

/** What a connector that knows nothing yet comes to. */
async function readAnew({ worker, proxy }: Stage, { id, roleArn }: Account, denial?: Denial): Promise<Rows> {
  const refused = denial && `${id} ${denial.operation}`
  if (refused) proxy.denied.set(refused, permissionOf(denial))
  const body = { cloud: 'aws', name: `without permissions ${id}`, roleArn, frequency: 1440 }
  const connector = await worker.api<Connector>('/connectors', { method: 'POST', body })
  await finishedRun(worker, connector.id, 120)
  const rows = await readRows(worker, connector.id)
  await worker.api(`/connectors/${connector.id}`, { method: 'DELETE' })
  if (refused) proxy.denied.delete(refused)
  return new Map(rows.map((row) => [`${row.cid} ${row.appliesTo} ${row.resourceId}`, row]))
}

/** Every control that needs the permission says so, none passes for the lack of it, and no other verdict changes. */
function judge(built: ReadonlySet<number>, denial: Denial, clean: Rows, now: Rows): Refusal {
  const permission = permissionOf(denial)
  const wrong: string[] = []
  const names = ({ evidence }: Row) => evidence.some(({ expected }) => expected.includes(permission))
  const isUnknown = (row: Row) => row.result === 'UNKNOWN' && names(row)
  for (const [key, row] of now) {
    const before = clean.get(key)?.result
    if (row.result !== before && !isUnknown(row)) wrong.push(`${key}: ${before ?? 'nothing'} became ${row.result}`)
  }
  const cids = denial.cids.filter((cid) => built.has(cid))
  for (const cid of cids) {
    const own = [...now.values()].filter((row) => row.cid === cid)
    if (!own.some(isUnknown)) wrong.push(`control ${cid} does not name ${permission}`)
    const passing = own.filter(({ result }) => result === 'PASS').length
    if (!denial.isPartly && passing > 0) wrong.push(`control ${cid} passes ${passing} resources`)
  }
  const unknown = [...now.values()].filter(isUnknown)
  return {
    operation: denial.operation,
    permission,
    unknown: unknown.length,
    cids: [...new Set(unknown.map(({ cid }) => cid))],
    wrong,
  }
}
