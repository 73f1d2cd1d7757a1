import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import type { Resource } from '../../../shared/resource.ts'
import { type AwsAccount, emptyAccount } from '../../clouds/aws/estate.ts'
import { type SimulatedAws, startAws } from '../../clouds/aws.ts'
import { finishedRun, type Worker } from '../../world.ts'
import { startBuiltWorker } from './built-worker.ts'

const [management, member, refusing, byHand, late] = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(12)) as [
  string,
  string,
  string,
  string,
  string,
]
const externalId = 'shared-by-all'
const scene = {} as { cloud: SimulatedAws; worker: Worker; id: string; own: string }
const api: Worker['api'] = (path, init) => scene.worker.api(path, init)

const memberAccount = (id: string): AwsAccount => ({
  ...emptyAccount(id),
  ...{ role: 'PlumblineMember', externalId },
  regions: { enabled: ['us-east-1'], disabled: ['ap-east-1'] },
  vpcs: [{ id: `vpc-${id}`, region: 'us-east-1', cidr: '10.0.0.0/16' }],
})

function estate(): AwsAccount[] {
  const active = [management, member, refusing, byHand].map((id) => ({ id, name: `Account ${id[0]}`, state: 'ACTIVE' }))
  const organizations = { id: 'o-simulated', management, accounts: active }
  return [
    { ...memberAccount(management), role: 'Plumbline', organizations },
    memberAccount(member),
    { ...memberAccount(refusing), externalId: 'of-somebody-else' },
    memberAccount(byHand),
    memberAccount(late),
  ]
}

const listed = () => scene.cloud.estate.accounts[0]?.organizations?.accounts ?? []
const setState = (id: string, state: string) => {
  for (const account of listed()) if (account.id === id) account.state = state
}

beforeAll(async () => {
  scene.cloud = await startAws({ accounts: estate() }, { pageSize: 2 })
  const env = { AWS_ACCESS_KEY_ID: 'AKIASIMULATED', AWS_SECRET_ACCESS_KEY: 'simulated' }
  scene.worker = await startBuiltWorker({ AWS_ENDPOINT_URL: scene.cloud.url, ...env })
  const draft = { cloud: 'aws', name: 'By hand', roleArn: `arn:aws:iam::${byHand}:role/PlumblineMember`, externalId }
  scene.own = (await api<Connector>('/connectors', { method: 'POST', body: draft })).id
  const organization = { cloud: 'aws', type: 'organization', name: 'Organization', externalId }
  const body = { ...organization, roleArn: `arn:aws:iam::${management}:role/Plumbline` }
  scene.id = (await api<Connector>('/connectors', { method: 'POST', body })).id
  await settled()
}, 120_000)

afterAll(async () => {
  await scene.worker?.stop()
  await scene.cloud?.close()
})

/** Waits for the organization's newest run, and for those of its members. */
async function settled() {
  const run = await finishedRun(scene.worker, scene.id)
  for (const { id, retired } of await members()) if (!retired) await finishedRun(scene.worker, id)
  return run
}

async function runAgain() {
  await api(`/connectors/${scene.id}/run`, { method: 'POST' })
  return settled()
}

const members = async () => (await api<{ items: Connector[] }>(`/connectors?parent=${scene.id}`)).items

async function memberOf(account: string): Promise<Connector> {
  const found = (await members()).find((one) => one.account === account)
  if (!found) throw new Error(`no member ${account}`)
  return found
}

const resourcesOf = async (account: string) =>
  (await api<{ items: Resource[] }>(`/resources?account=${account}&type=aws.ec2.vpc`)).items

const refusalOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'nothing was refused',
    ({ message }: Error) => message,
  )

test('every active account has a member connector, the managing one by the role that was given', async () => {
  expect(await api(`/connectors/${scene.id}`)).toMatchObject({ type: 'organization', state: 'Online' })
  expect((await members()).map(({ account }) => account)).toEqual([management, member, refusing])
  expect(await memberOf(management)).toMatchObject({
    ...{ name: 'Account 1', type: 'cspm', state: 'Online', parent: scene.id },
    settings: { roleArn: `arn:aws:iam::${management}:role/Plumbline` },
  })
  expect(await memberOf(member)).toMatchObject({
    settings: { roleArn: `arn:aws:iam::${member}:role/PlumblineMember`, externalId },
  })
  for (const account of [management, member]) expect(await resourcesOf(account)).toHaveLength(1)
})

test('a member whose role refuses is offline by itself, with what to do', async () => {
  const { state, stateReason, stateAdvice } = await memberOf(refusing)
  expect(state).toBe('Offline')
  expect(stateReason).toContain(`role/PlumblineMember`)
  expect(stateAdvice).toContain('StackSet')
})

test('an account that is connected by hand is not connected twice', async () => {
  const { items } = await api<{ items: Connector[] }>('/connectors')
  expect(items.filter(({ account }) => account === byHand)).toMatchObject([{ id: scene.own, name: 'By hand' }])
})

test('a new account is picked up at the next run, and read at once', async () => {
  listed().push({ id: late, name: '', state: 'PENDING_ACTIVATION' })
  await runAgain()
  expect(await members()).toHaveLength(3)
  setState(late, 'ACTIVE')
  await runAgain()
  expect(await memberOf(late)).toMatchObject({ name: late, state: 'Online' })
  expect(await resourcesOf(late)).toHaveLength(1)
})

test.each(['deny', 'malformed'] as const)(
  'a list that ends in %s retires nobody',
  async (kind) => {
    const accounts = listed().splice(1)
    scene.cloud.faults.push({ operation: 'organizations:ListAccounts', kind })
    const { state } = await runAgain()
    scene.cloud.faults.length = 0
    listed().push(...accounts)
    expect(state).toBe('failed')
    expect(await api(`/connectors/${scene.id}`)).toMatchObject({
      ...{ state: 'Offline', stateReason: expect.stringContaining('No member was changed') },
    })
    expect((await members()).filter(({ retired }) => retired)).toEqual([])
    await runAgain()
  },
  60_000,
)

test('a test of the organization says whether its accounts can be listed', async () => {
  const ask = () => api(`/connectors/${scene.id}/test`, { method: 'POST' })
  expect(await ask()).toEqual({ account: management })
  expect(await api(`/connectors/${scene.id}`)).not.toHaveProperty('account')
  scene.cloud.faults.push({ operation: 'organizations:ListAccounts', kind: 'deny' })
  const refusal = await refusalOf(ask())
  scene.cloud.faults.length = 0
  expect(refusal).toContain('422')
  expect(refusal).toContain('organizations:List*')
})

test('a suspended account is retired: it does not run, says why and keeps its data; and it comes back', async () => {
  const { id } = await memberOf(late)
  setState(late, 'SUSPENDED')
  await runAgain()
  expect(await memberOf(late)).toMatchObject({
    ...{ id, state: 'Offline', retired: expect.any(String), stateReason: `The account ${late} is suspended.` },
  })
  expect(await resourcesOf(late)).toHaveLength(1)
  expect(await refusalOf(api(`/connectors/${id}/run`, { method: 'POST' }))).toContain('409')
  expect(await memberOf(late)).not.toHaveProperty('nextRun')

  setState(late, 'ACTIVE')
  await runAgain()
  expect(await memberOf(late)).toMatchObject({ id, state: 'Online' })
  expect(await memberOf(late)).not.toHaveProperty('retired')
})

test('an account that left is retired, and can be forgotten then', async () => {
  const { id } = await memberOf(late)
  expect(await refusalOf(api(`/connectors/${id}`, { method: 'DELETE' }))).toContain('create it again')
  listed().pop()
  await runAgain()
  expect((await memberOf(late)).stateReason).toContain('no longer in the organization')
  await api(`/connectors/${id}`, { method: 'DELETE' })
  expect(await resourcesOf(late)).toEqual([])
})

test('members change with their organization', async () => {
  const { id } = await memberOf(member)
  const refusal = await refusalOf(api(`/connectors/${id}`, { method: 'PATCH', body: { type: 'inventory' } }))
  expect(refusal).toContain('those of its organization')
  const evaluations = () => api<{ items: unknown[] }>(`/evaluations?account=${member}`)
  expect((await evaluations()).items).not.toEqual([])
  await api(`/connectors/${scene.id}`, { method: 'PATCH', body: { members: { type: 'inventory' } } })
  await runAgain()
  expect(await memberOf(member)).toMatchObject({ id, type: 'inventory', state: 'Online' })
  expect((await evaluations()).items).toEqual([])
})

test('an organization is deleted with its members, once that was said', async () => {
  expect(await refusalOf(api(`/connectors/${scene.id}`, { method: 'DELETE' }))).toContain('keeps 3 others')
  await api(`/connectors/${scene.id}?members=delete`, { method: 'DELETE' })
  const { items } = await api<{ items: Connector[] }>('/connectors')
  expect(items).toMatchObject([{ id: scene.own }])
  expect(await resourcesOf(member)).toEqual([])
})
