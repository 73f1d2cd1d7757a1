import type { Connector } from '../../shared/connector.ts'
import type { Row } from '../worker/whole/ledger.ts'
import { finishedRun, type Worker } from '../world.ts'
import type { Account } from './account.ts'
import { type Denial, denials, groupDenials } from './denials.ts'
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

/** Reads accounts again and again, anew and with some permissions less each time; the accounts share the work. */
export async function runDenials(stage: Stage, accounts: readonly Account[]): Promise<readonly Refusal[]> {
  const waiting = [...groupDenials(denials.filter(({ cids }) => cids.some((cid) => stage.built.has(cid))))]
  const done: Refusal[] = []

  async function work(account: Account): Promise<void> {
    const clean = await readAnew(stage, account)
    for (let group = waiting.shift(); group; group = waiting.shift()) {
      const now = await readAnew(stage, account, group)
      const changes = unexplained(clean, now, group)
      for (const denial of group) done.push(judge(stage.built, denial, now, changes))
    }
  }

  await Promise.all(accounts.map(work))
  return done.sort((a, b) => a.operation.localeCompare(b.operation))
}

const permissionOf = ({ permission, operation }: Denial) => permission ?? operation

/** What a connector that knows nothing yet comes to. */
async function readAnew({ worker, proxy }: Stage, account: Account, group: readonly Denial[] = []): Promise<Rows> {
  const { id, roleArn } = account
  const refused = (denial: Denial) => `${id} ${denial.operation}`
  for (const denial of group) proxy.denied.set(refused(denial), permissionOf(denial))
  const body = { cloud: 'aws', name: `without permissions ${id}`, roleArn, frequency: 1440 }
  const connector = await worker.api<Connector>('/connectors', { method: 'POST', body })
  await finishedRun(worker, connector.id, 120)
  const rows = await readRows(worker, connector.id)
  await worker.api(`/connectors/${connector.id}`, { method: 'DELETE' })
  for (const denial of group) proxy.denied.delete(refused(denial))
  return new Map(rows.map((row) => [`${row.cid} ${row.appliesTo} ${row.resourceId}`, row]))
}

const isUnknownFor = ({ result, evidence }: Row, denial: Denial) =>
  result === 'UNKNOWN' && evidence.some(({ expected }) => expected.includes(permissionOf(denial)))

/** Verdicts that are other ones than before, and do not say which permission was missing. */
function unexplained(clean: Rows, now: Rows, group: readonly Denial[]): readonly string[] {
  const found: string[] = []
  for (const [key, row] of now) {
    const before = clean.get(key)?.result
    if (row.result !== before && !group.some((denial) => isUnknownFor(row, denial)))
      found.push(`${key}: ${before ?? 'nothing'} became ${row.result}`)
  }
  return found
}

/** Every control that needs the permission says so, none passes for the lack of it, and no other verdict changes. */
function judge(built: ReadonlySet<number>, denial: Denial, now: Rows, changes: readonly string[]): Refusal {
  const permission = permissionOf(denial)
  const wrong = [...changes]
  const rows = [...now.values()]
  for (const cid of denial.cids.filter((one) => built.has(one))) {
    const own = rows.filter((row) => row.cid === cid)
    if (!own.some((row) => isUnknownFor(row, denial))) wrong.push(`control ${cid} does not name ${permission}`)
    const passing = own.filter(({ result }) => result === 'PASS').length
    if (!denial.isPartly && passing > 0) wrong.push(`control ${cid} passes ${passing} resources`)
  }
  const unknown = rows.filter((row) => isUnknownFor(row, denial))
  const cids = [...new Set(unknown.map(({ cid }) => cid))]
  return { operation: denial.operation, permission, unknown: unknown.length, cids, wrong }
}
