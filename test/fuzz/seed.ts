import type { ReportRunDetail } from '../../shared/report.ts'
import { finishedRun, type Worker, waitFor } from '../world.ts'

type Made = { readonly id: string | number }

/** A resource that fails a control. */
export type Failure = {
  readonly cid: number
  readonly resourceId: string
  readonly connectorId: string
  readonly resource: { readonly account: string }
}

type NumberedConnector = { readonly id: string; readonly number: number }

/** One of each thing that random bodies seldom make, because other things have to be named in them. */
export type Seeds = {
  /** Id of a user with all rights. */
  readonly user: string
  readonly channel: string
  /** Numbers of a report, of its second run, and of a control that it found something for. */
  readonly report: number
  readonly run: number
  readonly reported: number
  readonly organization: string
  /** All that read an account; other surfaces know them by their numbers. */
  readonly connectors: readonly NumberedConnector[]
  /** The one of AWS. */
  readonly connector: NumberedConnector
  /** Id of its last run. */
  readonly scan: string
  /** A control in YAML. */
  readonly text: string
  readonly failures: readonly [Failure, ...Failure[]]
  /** Ids of what else has to outlive the run, so that what shows and changes it is reached. */
  readonly kept: readonly string[]
}

/** Makes one of each thing; the connectors have been read already. */
export async function seed(worker: Worker): Promise<Seeds> {
  const make = <T extends Made>(path: string, body: unknown) => worker.api<T>(path, { method: 'POST', body })
  const user = await make<{ id: string }>('/users', { name: 'Fuzzer', roles: ['manager'] })
  const channel = await make<{ id: string }>('/notifications/channels', webhook)
  const rule = await make('/notifications/rules', { name: 'All', events: ['new failure'], channels: [channel.id] })
  const organization = await make<{ id: string }>('/connectors', organizationDraft)
  await finishedRun(worker, organization.id)
  const failures = await failuresOf(worker)
  const exception = { id: await exceptionFor(worker, failures[0]) }
  const { cid } = await worker.api<{ cid: number }>('/controls/1/copy', { method: 'POST', body: {} })
  const { text } = await worker.api<{ text: string }>(`/own-controls/${cid}`)
  const reported = await reportOn(worker)
  const connectors = await numberedConnectors(worker)
  const connector = connectors.find(({ id }) => id === failures[0].connectorId)
  if (!connector) throw new Error('The connector of the first failure has no number')
  const scan = await finishedRun(worker, connector.id)
  return {
    ...{ user: user.id, channel: channel.id, organization: organization.id, connectors, connector, text, ...reported },
    ...{ scan: scan.id, failures: failures.slice(1) as [Failure, ...Failure[]] },
    kept: [user, channel, rule, organization, exception].map(({ id }) => String(id)),
  }
}

const webhook = { kind: 'webhook', name: 'Hook', url: 'https://example.com/' }
const organizationDraft = {
  ...{ cloud: 'aws', type: 'organization', name: 'Organization', roleArn: 'arn:aws:iam::999900000000:role/Plumbline' },
}

async function failuresOf(worker: Worker): Promise<Seeds['failures']> {
  const path = '/evaluations?result=FAIL&cloud=aws&pageSize=500'
  const { items } = await worker.api<{ items: readonly Failure[] }>(path)
  const [first, ...rest] = items
  if (!first || rest.length === 0) throw new Error('Nothing fails in the simulated accounts')
  return [first, ...rest]
}

/** Id of an exception for a failure, for good. */
export async function exceptionFor(worker: Worker, { cid, resourceId }: Failure): Promise<Made['id']> {
  const body = { cid, resourceIds: [resourceId], kind: 'false positive', reason: 'A test account', owner: 'Ann' }
  const { items } = await worker.api<{ items: readonly [Made] }>('/exceptions', { method: 'POST', body })
  return items[0].id
}

/** A report that has run twice, with what other surfaces need to name it. */
async function reportOn(worker: Worker): Promise<Pick<Seeds, 'report' | 'run' | 'reported'>> {
  const draft = { title: 'CIS', cloud: 'aws', mandate: 'cis-aws-foundations-5-0-0' }
  const { id: report } = await worker.api<{ id: number }>('/reports', { method: 'POST', body: draft })
  await runReport(worker, report)
  const { id: run, controls } = await runReport(worker, report)
  return { report, run, reported: controls[0]?.cid ?? 0 }
}

async function runReport(worker: Worker, report: number): Promise<ReportRunDetail> {
  const { id: run } = await worker.api<Made>(`/reports/${report}/run`, { method: 'POST', body: {} })
  let found: ReportRunDetail | undefined
  await waitFor(async () => {
    found = await worker.api<ReportRunDetail>(`/reports/${report}/runs/${run}`)
    return found.state === 'succeeded'
  })
  return found as ReportRunDetail
}

/** Ids of the connectors with the numbers that other surfaces have for them. */
export async function numberedConnectors({ url, token }: Worker): Promise<readonly NumberedConnector[]> {
  const response = await fetch(`${url}/cspm/connector`, { headers: { authorization: `Bearer ${token}` } })
  type Record = { readonly id: number; readonly connectorId: string }
  const { connectors } = (await response.json()) as { connectors: readonly Record[] }
  return connectors.map(({ id, connectorId }) => ({ id: connectorId, number: id }))
}
