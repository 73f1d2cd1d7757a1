import { expect, test } from 'vitest'
import type { Mandate } from '../../../shared/mandate.ts'
import { pci as paymentCards } from './reports-seed.ts'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

const pci: Mandate = {
  ...paymentCards,
  requirements: [
    { id: '1.9', title: 'Nobody gets in', controls: [48, 45] },
    { id: '1.10', controls: [45, 3] },
  ],
}

const azureOnly: Mandate = { ...pci, number: 11, slug: 'azure-only', version: '1', clouds: ['azure'] }

async function startSeeded() {
  const api = await startApi({ mandates: [pci, azureOnly] })
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'PASS' } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
  ])
  await seed(api.database, [{ id: arn('gamma'), results: { 45: 'FAIL' } }], {
    id: 'connector-2',
    account: '444455556666',
  })
  return api
}

test('F129 mandates are listed with their controls, each counted once', async () => {
  const { call } = await startSeeded()
  const { json } = await call('/mandates?cloud=aws')
  const { requirements: _, ...listed } = pci
  expect(json).toMatchObject({ total: 1, page: 1 })
  expect(json.items).toEqual([
    { ...listed, controls: [3, 45, 48], requirements: 2, posture: { pass: 2, fail: 2, unknown: 1, excepted: 0 } },
  ])
})

test('a mandate is shown requirement by requirement, in the order in which people number', async () => {
  const { call } = await startSeeded()
  const { json } = await call('/mandates/detail?slug=pci-dss-4-0')
  expect(json.requirements).toEqual([
    { id: '1.9', title: 'Nobody gets in', controls: [48, 45], posture: { pass: 2, fail: 2, unknown: 1, excepted: 0 } },
    { id: '1.10', controls: [45, 3], posture: { pass: 1, fail: 2, unknown: 0, excepted: 0 } },
  ])
  expect(json).toMatchObject({ controls: [3, 45, 48], posture: { pass: 2, fail: 2, unknown: 1, excepted: 0 } })
})

test('account and region narrow what a mandate counts, and not what it asks for', async () => {
  const { call } = await startSeeded()
  const postures = async (query: string) =>
    (await call(`/mandates/detail?slug=pci-dss-4-0&${query}`)).json.requirements.map(
      ({ posture }: { posture: unknown }) => posture,
    )
  expect(await postures('account=444455556666')).toEqual([
    { pass: 0, fail: 1, unknown: 0, excepted: 0 },
    { pass: 0, fail: 1, unknown: 0, excepted: 0 },
  ])
  expect(await postures('region=eu-west-1')).toEqual([
    { pass: 1, fail: 0, unknown: 1, excepted: 0 },
    { pass: 1, fail: 0, unknown: 0, excepted: 0 },
  ])
})

test('mandates are cut into pages and narrowed to a cloud, and a slug that is none is told', async () => {
  const { call } = await startSeeded()
  expect((await call('/mandates?page=2&pageSize=1')).json).toMatchObject({ total: 2, items: [{ slug: 'azure-only' }] })
  expect((await call('/mandates?cloud=gcp')).json.items).toEqual([])
  expect((await call('/mandates?color=red')).status).toBe(400)
  expect((await call('/mandates/detail')).status).toBe(400)
  expect((await call('/mandates/detail?slug=../hipaa')).status).toBe(404)
})

test('a control says which requirements of which mandates it serves', async () => {
  const { call } = await startSeeded()
  const served = async (cid: number) => (await call(`/controls/${cid}`)).json.mandates
  expect((await served(45))[0]).toEqual({
    slug: 'pci-dss-4-0',
    title: 'PCI DSS',
    version: '4.0',
    requirements: ['1.9', '1.10'],
  })
  expect((await served(3))[0].requirements).toEqual(['1.10'])
})
