import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { resourceTypes } from '../../../worker/collect/index.ts'
import { createEngine } from '../../../worker/create-engine.ts'
import type { Engine } from '../../../worker/engine.ts'
import { loadCatalogue } from '../../../worker/evaluate/catalogue.ts'
import { listOwnControls } from '../../../worker/store/own-controls.ts'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

/** The built-in controls, loaded once for a file of tests: each engine takes over what its own database holds. */
export const catalogue = loadCatalogue({ root: join(import.meta.dirname, '../../..'), types: resourceTypes })

/** Four buckets of two accounts: two with versions, one without, one that nobody could read. */
const buckets = [
  { id: arn('kept'), config: { versioning: 'Enabled' } },
  { id: arn('kept-too'), config: { versioning: 'Enabled' } },
  { id: arn('lost'), config: {} },
  {
    id: arn('hidden'),
    config: {},
    unread: [{ field: 'versioning', operation: 's3:GetBucketVersioning', reason: 'Refused.' }],
  },
]

/** The API with a real engine that knows the built-in controls. `settled` resolves when what is stored is judged. */
export async function startOwn() {
  let engine: Engine | undefined
  const late = new Proxy({} as Engine, { get: (_, method) => engine?.[method as keyof Engine] })
  const api = await startApi({ engine: late, types: resourceTypes })
  const { database } = api
  await seed(database, buckets)
  await seed(database, [{ id: arn('other'), config: {} }], { id: 'other', account: '444455556666' })
  const connect = () => Promise.reject(new Error('No cloud is asked.'))
  engine = await createEngine({
    ...{ database, catalogue, evaluator: catalogue.evaluator, types: [...resourceTypes.values()], endpoints: {} },
    ...{ connect: { aws: connect, azure: connect, gcp: connect }, unseal: (sealed: string) => sealed },
    clock: () => api.time.now,
  })
  await engine.reload()
  onTestFinished(() => engine?.close())
  async function settled(): Promise<void> {
    while ((await listOwnControls(database)).some(({ judged, version }) => judged < version)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  return { ...api, settled }
}

/** A control about versioning, around what a test is about. */
export const controlText = (changes: Readonly<Record<string, unknown>> = {}): string =>
  stringify({
    title: 'Our buckets keep versions',
    resource: 'aws.s3.bucket',
    criticality: 'HIGH',
    evaluates: 'Whether versions are kept.',
    rationale: 'We want them back.',
    check: 'resource.versioning == "Enabled"',
    evidence: [{ setting: 'Versioning', actual: 'resource.versioning', expected: 'Enabled' }],
    remediation: { steps: ['Open {name}.'] },
    examples: [
      { name: 'kept', resource: { versioning: 'Enabled' }, expect: 'PASS' },
      { name: 'lost', resource: {}, expect: 'FAIL' },
    ],
    ...changes,
  })
