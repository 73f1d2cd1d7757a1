import { expect, test } from 'vitest'
import type { AwsConnectorType, Connector } from '../../../shared/connector.ts'
import type { Resource } from '../../../shared/resource.ts'
import { allows, limitsOf } from '../../../worker/connectors/aws-types.ts'
import { draftOf, setScene } from './scene.ts'

const scene = setScene()
const api = <Answer>(path: string, init?: { method?: string; body?: unknown }) => scene.worker.api<Answer>(path, init)
const known = { id: '' }

const resources = async () => (await api<{ items: Resource[] }>('/resources?pageSize=500')).items
const evaluations = async () => (await api<{ items: unknown[] }>('/evaluations')).items

async function runAs(type: AwsConnectorType) {
  if (known.id) await api(`/connectors/${known.id}`, { method: 'PATCH', body: { type } })
  else {
    const body = { ...draftOf(scene.clouds, 'aws'), type }
    known.id = (await api<Connector>('/connectors', { method: 'POST', body })).id
  }
  scene.clouds.aws.calls.clear()
  return scene.run(known.id)
}

test('an inventory lists what it may, asks AWS for nothing else, and judges nothing', async () => {
  expect(await runAs('inventory')).toMatchObject({ state: 'succeeded', errors: 0, evaluations: 0 })
  expect(await api(`/connectors/${known.id}`)).toMatchObject({ state: 'Online', type: 'inventory' })
  const asked = [...scene.clouds.aws.calls.keys()].filter((operation) => !operation.startsWith('sts:'))
  expect(asked).toEqual(expect.arrayContaining(['ec2:DescribeInstances', 'ec2:DescribeVpcs']))
  expect(asked.filter((operation) => !allows(limitsOf('inventory') ?? [], operation))).toEqual([])
  const types = new Set((await resources()).map(({ type }) => type))
  expect([...types].sort()).toEqual(expect.arrayContaining(['aws.ec2.instance', 'aws.ec2.vpc']))
  expect(types).not.toContain('aws.s3.bucket')
  expect(await evaluations()).toEqual([])
}, 60_000)

test('it judges once it is made more, and forgets its answers, but no resource, when it is an inventory again', async () => {
  await runAs('cspm')
  expect((await evaluations()).length).toBeGreaterThan(0)
  const before = await resources()
  expect(before.map(({ type }) => type)).toContain('aws.s3.bucket')
  await runAs('inventory')
  expect(await evaluations()).toEqual([])
  expect((await resources()).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
  const summary = await api<{ evaluations: unknown }>('/summary')
  expect(summary.evaluations).toEqual({ pass: 0, fail: 0, unknown: 0, excepted: 0 })
}, 60_000)

test('one resource of an inventory that is read again is not judged either', async () => {
  const [instance] = (await resources()).filter(({ type }) => type === 'aws.ec2.instance')
  const body = { resourceId: instance?.id }
  expect(await api<{ items: unknown[] }>('/evaluations/reevaluate', { method: 'POST', body })).toMatchObject({})
  expect(await evaluations()).toEqual([])
}, 60_000)
