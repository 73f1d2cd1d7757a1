import { afterAll, beforeAll, expect, test } from 'vitest'
import { resourceTypes } from '../../../../worker/collect/index.ts'
import { loadEvaluator } from '../../../../worker/evaluate/index.ts'
import type { Verdict } from '../../../../worker/evaluator.ts'
import type { SimulatedCloud } from '../../../clouds/cloud.ts'
import { demoGcpEstate, type GcpEstate, startGcp } from '../../../clouds/gcp.ts'
import { collect } from './collect.ts'

const root = new URL('../../../..', import.meta.url).pathname
const evaluator = loadEvaluator({ root, types: resourceTypes })
const controls = evaluator.controls.filter(({ cloud }) => cloud === 'gcp')

let cloud: SimulatedCloud<GcpEstate>
beforeAll(async () => {
  cloud = await startGcp(demoGcpEstate())
})
afterAll(() => cloud.close())

/** Every verdict on everything that the cloud holds. */
async function judgeAll(): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  for (const type of [...resourceTypes.values()].filter((one) => one.type.startsWith('gcp.'))) {
    const { found, error } = await collect(type as never, cloud)
    expect(error).toBeUndefined()
    for (const { tags = {}, unread = [], config, ...rest } of found) {
      const account = cloud.estate.project.id
      const input = { ...rest, type: type.type, account, tags, unread, related: {}, config: config as never }
      verdicts.push(...evaluator.evaluate(input, new Date()))
    }
  }
  return verdicts
}

test('the demo estate fails every control, and passes those about more than the project', async () => {
  const verdicts = await judgeAll()
  const cidsWith = (result: string) => new Set(verdicts.filter((one) => one.result === result).map(({ cid }) => cid))
  const cids = (wanted: readonly { readonly cid: number }[]) => new Set(wanted.map(({ cid }) => cid))
  expect(cidsWith('FAIL')).toEqual(cids(controls))
  expect(cidsWith('PASS')).toEqual(cids(controls.filter(({ resources }) => !resources.includes('gcp.project'))))
  expect(cidsWith('UNKNOWN').size).toBe(0)
})

test('with every single read refused nothing passes that depends on it', async () => {
  for (const operation of ['compute.projects.get', 'compute.networks.get', 'storage.buckets.getIamPolicy'])
    cloud.faults.push({ operation, kind: 'deny' })
  const unknown = (await judgeAll()).filter(({ result }) => result === 'UNKNOWN')
  expect([...new Set(unknown.map(({ cid }) => cid))].sort()).toEqual([52030, 52041, 52042, 52043, 52050])
  for (const { evidence } of unknown) expect(JSON.stringify(evidence)).toMatch(/lacks (compute|storage)\./)
  cloud.faults.length = 0
})
