import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { GcpClients } from '../../../worker/clients.ts'
import type { ConnectionError } from '../../../worker/connection.ts'
import { connectGcp } from '../../../worker/connectors/gcp.ts'
import type { SimulatedCloud } from '../../clouds/cloud.ts'
import { emptyGcpEstate, type GcpEstate, gcpKey, startGcp } from '../../clouds/gcp.ts'
import { connectTo } from './gcp-connection.ts'

let cloud: SimulatedCloud<GcpEstate>
beforeEach(async () => {
  cloud = await startGcp(emptyGcpEstate())
})
afterEach(async () => {
  vi.useRealTimers()
  await cloud.close()
})

const failure = (connecting: Promise<unknown>) =>
  connecting.then(
    () => expect.unreachable('it connected'),
    (error: unknown) => error as ConnectionError,
  )

test('signs in with a key and learns the number of the project', async () => {
  const connection = await connectTo(cloud)
  expect(connection).toMatchObject({ cloud: 'gcp', account: 'plumbline-demo', partition: 'gcp', regions: [] })
  expect(connection.clients('global')).toMatchObject({ projectNumber: '100200300400' })
  expect(connection.apiCalls()).toBe(1)
})

test('a project named by its number is known by its id', async () => {
  expect((await connectTo(cloud, { projectId: '100200300400' })).account).toBe('plumbline-demo')
})

test('one token serves many calls', async () => {
  const connection = await connectTo(cloud)
  const clients = connection.clients('global') as GcpClients
  await Promise.all(
    Array.from({ length: 10 }, () =>
      clients.call('compute.projects.get', () => clients.compute.projects.get({ project: 'plumbline-demo' })),
    ),
  )
  expect(cloud.calls.get('oauth2.token')).toBe(1)
  expect(connection.apiCalls()).toBe(11)
})

test('a deleted key, a disabled account and a missing account each get their own sentence', async () => {
  expect(await failure(connectTo(cloud, { key: { private_key_id: 'gone' } }))).toMatchObject({
    message: expect.stringContaining('has been deleted, disabled or has expired'),
    advice: expect.stringContaining('new JSON key'),
  })
  cloud.estate.account.disabled = true
  expect(await failure(connectTo(cloud))).toMatchObject({ message: expect.stringContaining('is disabled') })
  expect(
    await failure(connectTo(cloud, { key: { client_email: 'nobody@elsewhere.iam.gserviceaccount.com' } })),
  ).toMatchObject({
    message: expect.stringContaining('does not exist any more'),
  })
})

test('a clock that is wrong is told as such', async () => {
  vi.spyOn(Date, 'now').mockReturnValueOnce(Date.now() - 3_600_000)
  expect(await failure(connectTo(cloud))).toMatchObject({
    message: expect.stringContaining("worker's clock is wrong"),
    advice: expect.stringContaining('time synchronisation'),
  })
})

test.each([
  ['https://evil.example/token'],
  ['http://oauth2.googleapis.com/token'],
  ['https://oauth2.googleapis.com.evil.example/token'],
  ['https://notgoogleapis.com/token'],
])('a key whose token endpoint is %s is refused before anything is sent', async (token_uri) => {
  expect(await failure(connectTo(cloud, { key: { token_uri } }))).toMatchObject({
    message: expect.stringContaining("is not Google's"),
  })
  expect(cloud.calls.size).toBe(0)
})

test('a key whose token endpoint is this machine is refused, unless the operator simulates the cloud here', async () => {
  const options = { endpoints: {}, signal: new AbortController().signal }
  const settings = { cloud: 'gcp', projectId: 'plumbline-demo', clientEmail: 'x' } as const
  const key = JSON.stringify(gcpKey(cloud.estate, cloud.url))
  expect(await failure(connectGcp(settings, key, options))).toMatchObject({
    message: expect.stringContaining("is not Google's"),
  })
  expect(cloud.calls.size).toBe(0)
})

test('what is no service-account key is refused, and never quoted', async () => {
  const settings = { cloud: 'gcp', projectId: 'plumbline-demo', clientEmail: 'x' } as const
  const options = { endpoints: {}, signal: new AbortController().signal }
  for (const secret of [undefined, 'hunter2', '{"type":"authorized_user","refresh_token":"hunter2"}']) {
    const error = await failure(connectGcp(settings, secret, options))
    expect(error).toMatchObject({ name: 'ConnectionError', advice: expect.stringContaining('JSON key file') })
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain('hunter2')
  }
  const damaged = { private_key: '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----' }
  const error = await failure(connectTo(cloud, { key: damaged }))
  expect(error.message).toContain('damaged or cut off')
  expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('hunter2')
})

test('a project that the account may not read, or that does not exist, is told with the role to grant', async () => {
  cloud.faults.push({ operation: 'cloudresourcemanager.projects.get', kind: 'deny' })
  const error = await failure(connectTo(cloud))
  expect(error.message).toContain('has no role on it')
  expect(error.advice).toContain('plumbline@plumbline-demo.iam.gserviceaccount.com')
  cloud.faults.length = 0
  expect((await failure(connectTo(cloud, { projectId: 'someone-elses' }))).message).toContain('someone-elses')
})

test('the Resource Manager API that is off is told with the command that turns it on', async () => {
  cloud.estate.disabledApis.push('cloudresourcemanager')
  expect(await failure(connectTo(cloud))).toMatchObject({
    message: expect.stringContaining('Cloud Resource Manager API is off'),
    advice: expect.stringContaining('gcloud services enable cloudresourcemanager.googleapis.com'),
  })
})

test('a project that is being deleted is told as such', async () => {
  cloud.estate.project.state = 'DELETE_REQUESTED'
  expect((await failure(connectTo(cloud))).message).toContain('about to be deleted')
})

test('an endpoint that does not answer is told by its name', async () => {
  await cloud.close()
  expect((await failure(connectTo(cloud))).message).toMatch(/token endpoint 127\.0\.0\.1:\d+ did not answer/)
})

test('a token endpoint that stumbles once is asked again', async () => {
  cloud.faults.push({ operation: 'oauth2.token', kind: 'error', times: 1 })
  expect((await connectTo(cloud)).account).toBe('plumbline-demo')
  expect(cloud.calls.get('oauth2.token')).toBe(2)
})

test('a cancelled run does not wait for an answer that is under way', async () => {
  const controller = new AbortController()
  const connection = await connectTo(cloud, { signal: controller.signal })
  const { call, compute } = connection.clients('global') as GcpClients
  cloud.faults.push({ operation: 'compute.projects.get', kind: 'slow' })
  const answering = call('compute.projects.get', () => compute.projects.get({ project: 'plumbline-demo' }))
  setTimeout(() => controller.abort(new Error('cancelled')), 50)
  const began = performance.now()
  expect((await failure(answering)).message).toBe('cancelled')
  expect(performance.now() - began).toBeLessThan(1_500)
})
