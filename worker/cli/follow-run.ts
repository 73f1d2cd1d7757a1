import { setTimeout as sleep } from 'node:timers/promises'
import type { Run } from '../../shared/run.ts'
import { type Access, answer } from './access.ts'
import { CliError } from './exits.ts'
import type { Terminal } from './terminal.ts'

/** Questions about a run that may stay without an answer, one after the other. */
const patience = 10

/** Shows a run until it has ended, and answers it. Ctrl-C cancels it and throws; so does a worker that falls silent. */
export async function followRun(access: Access, id: string, terminal: Terminal): Promise<Run> {
  let failures = 0
  for (;;) {
    if (terminal.signal.aborted) await cancelRun(access, id, terminal)
    const run = await readRun(access, id).catch((error) => {
      failures += 1
      if (failures >= patience) throw error
      return undefined
    })
    if (run) failures = 0
    if (run?.ended) return run
    if (run) terminal.progress(describe(run))
    await sleep(access.pace, undefined, { signal: terminal.signal }).catch(() => {})
  }
}

const readRun = async ({ client }: Access, id: string): Promise<Run> =>
  answer(client.api.runs[':id'].$get({ param: { id } }))

const number = (value: number) => value.toLocaleString('en')

function describe({ state, step, shards, shardsDone, resources, errors }: Run): string {
  if (state === 'queued') return 'Waiting for other runs'
  const parts = [
    step ?? 'Running',
    ...(shards > 0 ? [`${number(shardsDone)} of ${number(shards)}`] : []),
    `${number(resources)} resources`,
    ...(errors > 0 ? [`${number(errors)} errors`] : []),
  ]
  return parts.join(' · ')
}

/** Resolves never: throws when the run has ended, or does not within some seconds. */
async function cancelRun(access: Access, id: string, { signal, say }: Terminal): Promise<never> {
  say('Cancelling the run …')
  await answer(access.client.api.runs[':id'].cancel.$post({ param: { id } }))
  for (let waited = 0; waited < 20; waited++) {
    const { ended } = await readRun(access, id)
    if (ended) throw new CliError('The run was cancelled; what it had stored is kept.', Number(signal.reason))
    await sleep(500)
  }
  throw new CliError('The run was cancelled; it is still ending.', Number(signal.reason))
}
