import { expect, test } from 'vitest'
import { createGcpCaller } from '../../../worker/connectors/gcp-caller.ts'
import { paceOf } from '../../../worker/connectors/gcp-pace.ts'
import type { OperationError } from '../../../worker/operation-error.ts'

let projects = 0
function caller() {
  const waits: number[] = []
  const controller = new AbortController()
  const made = createGcpCaller({
    project: `project-${projects++}`,
    projectNumber: () => '42',
    signal: controller.signal,
    wait: async (milliseconds) => void waits.push(milliseconds),
  })
  return { ...made, waits, controller }
}

type Body = Readonly<Record<string, unknown>>
const answers = (
  ...list: readonly (Body | { readonly status: number; readonly error?: Body; readonly headers?: Body })[]
) => {
  const left = [...list]
  return async () => {
    const next = left.length > 1 ? left.shift() : left[0]
    if (next && 'status' in next && typeof next.status === 'number')
      throw Object.assign(new Error('refused'), {
        response: {
          status: next.status,
          data: { error: next.error ?? { message: 'no' } },
          headers: next.headers ?? {},
        },
      })
    return { data: next as Body }
  }
}

const failure = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable('it answered'),
    (error: unknown) => error as OperationError,
  )
const rateLimit = { status: 403, error: { message: 'Quota', errors: [{ reason: 'rateLimitExceeded' }] } }

test.each([
  ['429', { status: 429 }],
  ['403 rateLimitExceeded', rateLimit],
  ['500', { status: 500 }],
  ['503', { status: 503 }],
])('%s is ridden out', async (_name, trouble) => {
  const { call, calls, waits } = caller()
  expect(await call('compute.firewalls.list', answers(trouble, trouble, { items: [] }))).toEqual({ items: [] })
  expect(calls()).toBe(3)
  expect(waits).toHaveLength(2)
  expect(waits[1]).toBeGreaterThan(waits[0] ?? Number.POSITIVE_INFINITY)
})

test('a rate limit is waited for into the next minute, and then told', async () => {
  const { call, waits } = caller()
  const error = await failure(call('compute.firewalls.list', answers(rateLimit)))
  expect(error).toMatchObject({ operation: 'compute.firewalls.list', failure: 'throttled', code: 'rateLimitExceeded' })
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(30_000)
})

test('a server that keeps failing is given up on soon', async () => {
  const { call, calls } = caller()
  expect(await failure(call('storage.buckets.list', answers({ status: 500 })))).toMatchObject({ failure: 'failed' })
  expect(calls()).toBe(4)
})

test('the wait that the server asks for is kept to, within a minute', async () => {
  const { call, waits } = caller()
  await call(
    'storage.buckets.list',
    answers({ status: 429, headers: { 'retry-after': '7' } }, { status: 429, headers: { 'retry-after': '99999' } }, {}),
  )
  expect(waits).toEqual([7_000, 60_000])
})

test.each([
  [
    "Required 'compute.firewalls.list' permission for 'projects/shop'",
    'compute.firewalls.list',
    'compute.firewalls.list',
  ],
  ['The caller does not have permission', 'cloudresourcemanager.projects.get', 'resourcemanager.projects.get'],
  ['no words', 'compute.instances.aggregatedList', 'compute.instances.list'],
  [
    'a@b does not have storage.buckets.getIamPolicy access to the bucket.',
    'storage.buckets.list',
    'storage.buckets.getIamPolicy',
  ],
  [
    "Permission 'storage.buckets.getIamPolicy' denied on resource (or it may not exist).",
    'storage.buckets.getIamPolicy',
    'storage.buckets.getIamPolicy',
  ],
])('the refusal %j of %s names %s', async (message, method, permission) => {
  const { call, calls } = caller()
  const error = await failure(
    call(method, answers({ status: 403, error: { message, errors: [{ reason: 'forbidden' }] } })),
  )
  expect(error).toMatchObject({ operation: method, failure: 'denied', permission })
  expect(calls()).toBe(1)
})

const off = (project: string) => ({
  status: 403,
  error: {
    message: `Compute Engine API has not been used in project ${project} before or it is disabled.`,
    details: [
      { reason: 'SERVICE_DISABLED', metadata: { service: 'compute.googleapis.com', consumer: `projects/${project}` } },
    ],
  },
})

test('an API that is off in the project is told apart from one that is off where the service account lives', async () => {
  const { call } = caller()
  expect(await failure(call('compute.firewalls.list', answers(off('42'))))).toMatchObject({ failure: 'disabled' })
  const elsewhere = await failure(call('compute.firewalls.list', answers(off('43'))))
  expect(elsewhere).toMatchObject({ failure: 'failed', message: expect.stringContaining('off in project 43') })
})

test('VPC Service Controls and billing are told as what they are, without a permission', async () => {
  const { call } = caller()
  const refused = {
    status: 403,
    error: { message: 'Request is prohibited by organization policy: VPC Service Controls' },
  }
  expect(await failure(call('storage.buckets.list', answers(refused)))).toMatchObject({
    failure: 'denied',
    permission: undefined,
    message: expect.stringContaining('VPC Service Controls'),
  })
  const unpaid = { status: 403, error: { message: 'no', errors: [{ reason: 'accountDisabled' }] } }
  expect(await failure(call('storage.buckets.list', answers(unpaid)))).toMatchObject({
    message: expect.stringContaining('billing'),
  })
})

test('not found is absent, at once', async () => {
  const { call, calls } = caller()
  const missing = { status: 404, error: { message: 'not found', errors: [{ reason: 'notFound' }] } }
  expect(await failure(call('compute.networks.get', answers(missing)))).toMatchObject({
    failure: 'absent',
    code: 'notFound',
  })
  expect(calls()).toBe(1)
})

test.each([['{"items": ['], [''], [null], [undefined]])(
  'a body of %j is a failure, not an empty list',
  async (data) => {
    const { call } = caller()
    expect(await failure(call('compute.firewalls.list', async () => ({ data })))).toMatchObject({
      failure: 'failed',
      message: expect.stringContaining('could not be read'),
    })
  },
)

test('pages follow their tokens to the end', async () => {
  const { pages } = caller()
  const asked: (string | undefined)[] = []
  const seen: number[] = []
  for await (const page of pages('compute.firewalls.list', async (token) => {
    asked.push(token)
    return { data: { items: [asked.length], nextPageToken: asked.length < 3 ? `page-${asked.length}` : '' } }
  }))
    seen.push(...page.items)
  expect(asked).toEqual([undefined, 'page-1', 'page-2'])
  expect(seen).toEqual([1, 2, 3])
})

test('a page that points to itself ends the list with a failure', async () => {
  const { pages } = caller()
  const all = async () => {
    for await (const _ of pages('compute.firewalls.list', async () => ({ data: { nextPageToken: 'again' } }))) {
      // Only the end matters.
    }
  }
  expect(await failure(all())).toMatchObject({ code: 'EndlessPages' })
})

test('an aborted run makes no more calls', async () => {
  const { call, calls, controller } = caller()
  controller.abort(new Error('cancelled'))
  expect((await failure(call('compute.firewalls.list', answers({})))).message).toBe('cancelled')
  expect(calls()).toBe(0)
})

test('nothing of a failed request but plain facts is kept: its headers hold the access token', async () => {
  const { call } = caller()
  const request = async (): Promise<{ data: Body }> => {
    throw Object.assign(new Error('boom'), {
      config: { headers: { authorization: 'Bearer hunter2' } },
      response: {
        status: 404,
        data: { error: { message: 'x' } },
        config: { headers: { authorization: 'Bearer hunter2' } },
      },
    })
  }
  const error = await failure(call('compute.firewalls.get', request))
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error.cause)).not.toContain('hunter2')
})

test("the provider's own words are cut to one plain line", async () => {
  const { call } = caller()
  const message = `line\nbreak\u202E ${'x'.repeat(10_000)}`
  const error = await failure(call('compute.firewalls.list', answers({ status: 400, error: { message } })))
  expect(error.message.length).toBeLessThan(300)
  expect(error.message).not.toMatch(/\p{C}/u)
})

test("a project's quota is never used up by more than half in any minute", async () => {
  let [now, calls] = [0, 0]
  const wait = async (time: number) => {
    now += time
  }
  const pace = paceOf('a-quiet-project', 'compute', { now: () => now, wait })
  while (now < 60_000) {
    await pace.take(new AbortController().signal)
    calls++
  }
  expect(calls).toBeGreaterThan(700)
  expect(calls).toBeLessThanOrEqual(751)
})
