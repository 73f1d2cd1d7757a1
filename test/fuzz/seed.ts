import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from '../world.ts'

type Made = { readonly id: string | number }

/**
 * One of each thing that random bodies seldom make, because other things have to be named in them; so that what shows,
 * changes and runs them is reached too. Answers their ids.
 */
export async function seed(worker: Worker): Promise<readonly string[]> {
  const make = (path: string, body: unknown) => worker.api<Made>(path, { method: 'POST', body })
  const user = await make('/users', { name: 'Ann', roles: ['reader'] })
  const channel = await make('/notifications/channels', { kind: 'webhook', name: 'Hook', url: 'https://example.com/' })
  const rule = await make('/notifications/rules', { name: 'All', events: ['new failure'], channels: [channel.id] })
  const report = await make('/reports', { title: 'CIS', cloud: 'aws', mandate: 'cis-aws-foundations-5-0-0' })
  const run = await make(`/reports/${report.id}/run`, {})
  const body = await exceptionOf(worker)
  const { items } = await worker.api<{ items: readonly Made[] }>('/exceptions', { method: 'POST', body })
  await make('/controls/1/copy', {})
  await sleep(1_000)
  return [user, channel, rule, report, run, ...items].map(({ id }) => String(id))
}

/** For one resource that fails a control. */
async function exceptionOf(worker: Worker) {
  type Failure = { readonly cid: number; readonly resourceId: string }
  const { items } = await worker.api<{ items: readonly Failure[] }>('/evaluations?result=FAIL')
  const { cid, resourceId } = items[0] ?? { cid: 1, resourceId: '' }
  const ends = new Date(Date.now() + 30 * 86_400_000).toISOString()
  return { cid, resourceIds: [resourceId], kind: 'accepted risk', reason: 'A test account', owner: 'Ann', ends }
}
