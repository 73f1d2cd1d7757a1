import { createServer } from 'node:https'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConnectorSettings } from '../../../shared/connector.ts'
import { ConnectionError, type Endpoints } from '../../../worker/connection.ts'
import { connectAzure } from '../../../worker/connectors/azure.ts'
import { createArm } from '../../../worker/connectors/azure-arm.ts'
import { createAzurePace } from '../../../worker/connectors/azure-pace.ts'
import { OperationError } from '../../../worker/operation-error.ts'
import { type SimulatedAzure, startAzure } from '../../clouds/azure.ts'
import { demoAzureEstate } from '../../clouds/azure-estate.ts'

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startAzure(demoAzureEstate(), { pageSize: 3 })
})
afterEach(() => azure.close())

type Change = Partial<Extract<ConnectorSettings, { cloud: 'azure' }>> & { secret?: string; endpoints?: Endpoints }

function connect({ secret = azure.estate.clientSecret, endpoints = azure.endpoints, ...change }: Change = {}) {
  const { tenantId, clientId, subscription } = azure.estate
  const settings = { cloud: 'azure' as const, tenantId, clientId, subscriptionId: subscription.id, ...change }
  return connectAzure(settings, secret, { endpoints, signal: new AbortController().signal })
}

const refusal = async (change: Change = {}): Promise<ConnectionError> => {
  const error = await connect(change).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ConnectionError)) throw new Error('It was let in', { cause: error })
  return error
}

const groupsPath = () =>
  `/subscriptions/${azure.estate.subscription.id}/providers/Microsoft.Network/networkSecurityGroups`

/** A client that does not really wait, signed in. */
function quickArm(endpoint = azure.url, signal = new AbortController().signal) {
  const waits: number[] = []
  let time = 0
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds)
    time += milliseconds
  }
  let known: Promise<string> | undefined
  const token = () => {
    known ??= signedIn()
    return known
  }
  const pace = createAzurePace({ wait, now: () => time })
  return { waits, ...createArm({ endpoint, token, pace, signal, wait }) }
}

async function signedIn(): Promise<string> {
  const { tenantId, clientId, clientSecret } = azure.estate
  const answer = await fetch(`${azure.url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

const failure = async (call: Promise<unknown>): Promise<OperationError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof OperationError)) throw new Error('It did not fail', { cause: error })
  return error
}

describe('signing in', () => {
  test('reaches the subscription', async () => {
    const connection = await connect()
    expect(connection).toMatchObject({ cloud: 'azure', account: azure.estate.subscription.id, regions: [] })
    expect(connection.apiCalls()).toBe(1)
  })

  test.each([
    [
      'a directory that is not there',
      { tenantId: '99999999-9999-4999-8999-999999999999' },
      /no directory 9999/,
      /step 1/,
    ],
    ['an unknown application', { clientId: '99999999-9999-4999-8999-999999999999' }, /no application 9999/, /step 1/],
    ['a wrong secret', { secret: 'planted-secret' }, /did not accept the client secret/, /step 2.*Value/],
    ['no secret', { secret: '' }, /no client secret/, /step 2/],
    [
      'another subscription',
      { subscriptionId: '99999999-9999-4999-8999-999999999999' },
      /no role.*9999/,
      /step 3.*step 4/,
    ],
  ])('with %s says which step to repeat', async (_, change, reason, advice) => {
    const error = await refusal(change)
    expect(error.message).toMatch(reason)
    expect(error.advice).toMatch(advice)
  })

  test('with an expired secret says so', async () => {
    azure.estate.isSecretExpired = true
    expect((await refusal()).message).toMatch(/has expired/)
  })

  test('without a role on the subscription says so', async () => {
    azure.estate.hasRole = false
    const error = await refusal()
    expect(error.message).toMatch(/has no role on the subscription/)
    expect(error.advice).toMatch(/step 3/)
  })

  test('to a disabled subscription says so', async () => {
    azure.estate.subscription.state = 'Disabled'
    expect((await refusal()).message).toMatch(/not enabled: its state is Disabled/)
  })

  test('to a subscription that is past due works', async () => {
    azure.estate.subscription.state = 'PastDue'
    expect((await connect()).account).toBe(azure.estate.subscription.id)
  })

  test('where Entra cannot be reached says so', async () => {
    const error = await refusal({ endpoints: { ...azure.endpoints, azureAuthorityHost: 'https://127.0.0.1:1' } })
    expect(error.message).toBe('Microsoft Entra could not be reached.')
  })

  test('where Resource Manager cannot be reached says so', async () => {
    const error = await refusal({ endpoints: { ...azure.endpoints, azure: 'https://127.0.0.1:1' } })
    expect(error.message).toMatch(/^Azure Resource Manager could not be read\./)
    expect(error.advice).toMatch(/127\.0\.0\.1:1/)
  })

  test('never sends the token in the clear', async () => {
    const error = await refusal({ endpoints: { ...azure.endpoints, azure: azure.url.replace('https', 'http') } })
    expect(error.advice).toMatch(/https address/)
    expect(azure.calls.size).toBe(0)
  })

  test('never tells the secret', async () => {
    const secret = 'planted~secret~value'
    for (const change of [{}, { tenantId: '99999999-9999-4999-8999-999999999999' }]) {
      const error = await refusal({ secret, ...change })
      const told = [error.message, error.advice, error.stack, JSON.stringify(error), String(error.cause)].join()
      expect(told).not.toContain(secret)
    }
  })

  test('can be given up', async () => {
    azure.faults.push({ operation: 'GET Microsoft.Resources/subscriptions', kind: 'slow' })
    const { tenantId, clientId, subscription, clientSecret } = azure.estate
    const settings = { cloud: 'azure' as const, tenantId, clientId, subscriptionId: subscription.id }
    const signal = AbortSignal.timeout(300)
    const started = Date.now()
    await expect(connectAzure(settings, clientSecret, { endpoints: azure.endpoints, signal })).rejects.toThrow(
      /timeout/,
    )
    expect(Date.now() - started).toBeLessThan(2500)
  })
})

describe('a list', () => {
  test('holds the items of all pages', async () => {
    const arm = quickArm()
    const groups = await collect(arm.list<{ name: string }>(groupsPath(), '2024-05-01'))
    expect(groups.map(({ name }) => name)).toEqual(azure.estate.networkSecurityGroups.map(({ name }) => name))
    expect(arm.calls()).toBe(3)
  })

  test('rides out throttling, waiting as long as Azure says', async () => {
    azure.faults.push({ operation: 'GET Microsoft.Network/networkSecurityGroups', kind: 'throttle', times: 4 })
    const arm = quickArm()
    expect(await collect(arm.list(groupsPath(), '2024-05-01'))).toHaveLength(8)
    expect(arm.waits).toEqual([1000, 1000, 1000, 1000])
    expect(arm.calls()).toBe(7)
  })

  test.each(['error', 'cut', 'malformed'] as const)('rides out two answers in the way of %s', async (kind) => {
    azure.faults.push({ operation: 'GET Microsoft.Network/networkSecurityGroups', kind, times: 2 })
    expect(await collect(quickArm().list(groupsPath(), '2024-05-01'))).toHaveLength(8)
  })

  test.each([
    ['deny', 'denied', 'AuthorizationFailed', /needs the permission Microsoft\.Network\/networkSecurityGroups\/read/],
    ['throttle', 'throttled', 'SubscriptionRequestsThrottled', /kept limiting/],
    ['error', 'failed', 'InternalServerError', /Azure answered 500/],
    ['cut', 'failed', 'NoAnswer', /no complete answer/],
    ['malformed', 'failed', 'Malformed', /could not be read/],
  ] as const)('that ends in %s fails by name', async (kind, kindOfFailure, code, sentence) => {
    azure.faults.push({ operation: 'GET Microsoft.Network/networkSecurityGroups', kind })
    const error = await failure(collect(quickArm().list(groupsPath(), '2024-05-01')))
    expect(error).toMatchObject({
      operation: 'GET Microsoft.Network/networkSecurityGroups',
      permission: 'Microsoft.Network/networkSecurityGroups/read',
      failure: kindOfFailure,
      code,
    })
    expect(error.message).toMatch(sentence)
  })

  test('does not ask again when it is refused', async () => {
    azure.faults.push({ operation: 'GET Microsoft.Network/networkSecurityGroups', kind: 'deny' })
    const arm = quickArm()
    await failure(collect(arm.list(groupsPath(), '2024-05-01')))
    expect(arm.calls()).toBe(1)
  })

  test('ends when the run is cancelled', async () => {
    const controller = new AbortController()
    const items = quickArm(azure.url, controller.signal).list(groupsPath(), '2024-05-01')
    const seen: unknown[] = []
    const reading = (async () => {
      for await (const item of items) {
        seen.push(item)
        controller.abort(new Error('cancelled'))
      }
    })()
    await expect(reading).rejects.toThrow('cancelled')
    expect(seen).toHaveLength(3)
  })

  test('tells a refused sign-in in the middle of a run as a failed call', async () => {
    const token = async () => {
      throw new ConnectionError('The client secret has expired.', 'Repeat step 2.')
    }
    const arm = createArm({ endpoint: azure.url, token, pace: createAzurePace(), signal: new AbortController().signal })
    const error = await failure(collect(arm.list(groupsPath(), '2024-05-01')))
    expect(error).toMatchObject({ failure: 'failed', code: 'SignInFailed' })
    expect(error.message).toMatch(/failed: The client secret has expired\.$/)
  })
})

test.each([
  '//evil.example/subscriptions',
  '/subscriptions/../tenants',
  '/subscriptions/%2e%2e/x',
  '/a?b=c',
  '/a#b',
  'a',
  '/a\\b',
  '/.\t./a',
])('an id such as %s is never asked for', async (path) => {
  const arm = quickArm()
  expect((await failure(arm.get(path, '2024-05-01'))).message).toMatch(/not one of Azure Resource Manager/)
  expect(arm.calls()).toBe(0)
})

describe('an answer that cannot be trusted', () => {
  /** A server that answers everything with what it is told, and counts. */
  async function serve(answer: (url: string) => { status?: number; headers?: Record<string, string>; body: string }) {
    const { key, cert } = azure.certificate
    const asked: string[] = []
    const server = createServer({ key, cert }, (request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ''}`)
      const { status = 200, headers = {}, body } = answer(origin)
      response.writeHead(status, headers).end(body)
    })
    const origin = await new Promise<string>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve(`https://127.0.0.1:${(server.address() as { port: number }).port}`))
    })
    return {
      origin,
      asked,
      [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
    }
  }

  test('may not send the token to another host', async () => {
    await using other = await serve(() => ({ body: '{"value":[]}' }))
    await using evil = await serve(() => ({ body: JSON.stringify({ value: [], nextLink: `${other.origin}/x` }) }))
    const error = await failure(collect(quickArm(evil.origin).list(groupsPath(), '2024-05-01')))
    expect(error.message).toMatch(/next page is said to be on another host/)
    expect(other.asked).toEqual([])
  })

  test('may not redirect', async () => {
    await using other = await serve(() => ({ body: '{"value":[]}' }))
    await using evil = await serve(() => ({ status: 302, headers: { location: other.origin }, body: '' }))
    expect(await failure(collect(quickArm(evil.origin).list(groupsPath(), '2024-05-01')))).toMatchObject({
      failure: 'failed',
    })
    expect(other.asked).toEqual([])
  })

  test('may not go round in circles', async () => {
    await using evil = await serve((origin) => ({ body: JSON.stringify({ value: [], nextLink: `${origin}/again` }) }))
    const error = await failure(collect(quickArm(evil.origin).list(groupsPath(), '2024-05-01')))
    expect(error.message).toMatch(/points back to a page/)
    expect(evil.asked).toHaveLength(2)
  })

  test.each([
    '{}',
    '{"value":null}',
    '{"value":{}}',
    '{"value":[null]}',
    '{"value":["text"]}',
    '[]',
    'null',
    '""',
    '<html>',
  ])('is a failure, not an empty list: %s', async (body) => {
    await using evil = await serve(() => ({ body }))
    expect(await failure(collect(quickArm(evil.origin).list(groupsPath(), '2024-05-01')))).toMatchObject({
      failure: 'failed',
      code: 'Malformed',
    })
  })

  test('has no say in what people read', async () => {
    const body = JSON.stringify({ error: { code: '<b>call 555</b>', message: 'call 555' } })
    await using evil = await serve(() => ({ status: 403, body }))
    const error = await failure(quickArm(evil.origin).get('/subscriptions/s', '2022-12-01'))
    expect(error.code).toBe('HTTP 403')
    expect(error.message).not.toContain('555')
  })

  test.each([
    ['a date', new Date(Date.now() + 3000).toUTCString(), 3000],
    ['a century', '3155760000', 300_000],
  ])('may ask for %s of patience, within reason', async (_, header, longest) => {
    await using busy = await serve(() => ({ status: 429, headers: { 'retry-after': header }, body: '' }))
    const arm = quickArm(busy.origin)
    expect(await failure(arm.get('/subscriptions/s', '2022-12-01'))).toMatchObject({ failure: 'throttled' })
    expect(Math.max(...arm.waits)).toBeLessThanOrEqual(longest)
    expect(arm.calls()).toBe(6)
  })
})

describe('the pace', () => {
  function simulatedPace() {
    let time = 0
    const wait = async (milliseconds: number) => {
      time += milliseconds
    }
    return { pace: createAzurePace({ wait, now: () => time }), time: () => time }
  }

  test('lets a burst through and then so many a second', async () => {
    const { pace, time } = simulatedPace()
    const { signal } = new AbortController()
    for (let call = 0; call < 200; call++) await pace.take('Microsoft.Network', signal)
    expect(time()).toBe(0)
    for (let call = 0; call < 100; call++) await pace.take('Microsoft.Network', signal)
    expect(time()).toBeGreaterThan(4500)
    expect(time()).toBeLessThan(5500)
  })

  test('holds back the provider that was throttled, and no other', async () => {
    const { pace, time } = simulatedPace()
    const { signal } = new AbortController()
    pace.hold('Microsoft.Storage', 60_000)
    await pace.take('Microsoft.Network', signal)
    expect(time()).toBe(0)
    await pace.take('Microsoft.Storage', signal)
    expect(time()).toBe(60_000)
  })
})
