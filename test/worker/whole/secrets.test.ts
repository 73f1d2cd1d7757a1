import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import { gcpKey } from '../../clouds/gcp.ts'
import { startClouds } from '../../simulated-clouds.ts'
import { finishedRun, type Worker } from '../../world.ts'
import { startBuiltWorker } from './built-worker.ts'
import { demoEstates, draftOf } from './scene.ts'

const planted = {
  adminToken: 'plb_Planted-admin-token-0123456789abcdefghijkl',
  wrongToken: 'plb_Planted-wrong-token-0123456789abcdefghijkl',
  odderToken: 'PlantedTokenOfAnotherKind',
  awsKey: 'PlantedAwsSecretAccessKey0123456789+/abcd',
  awsToken: 'PlantedAwsSessionTokenOfTheWorkerItself',
  azure: 'Planted~azure~client~secret~0123456789',
  wrongAzure: 'Planted~wrong~azure~secret~0123456789',
  newAzure: 'Planted~new~azure~secret~0123456789',
  misplaced: 'PlantedInAFieldThatDoesNotExist',
  cutOff: 'PlantedInABodyThatIsCutOff',
}

/** What every session hands out while it signs in: https://www.rfc-editor.org/rfc/rfc6750 tokens and AWS session keys. */
const handedOut = [
  /\bsimulated\.[0-9a-f]{8}-/,
  /ya29\./,
  /session-of-/,
  /eyJ0eXAi/,
  /PRIVATE KEY/,
  /"client_assertion"|client_secret=/,
]

type Said = { readonly status: number; readonly text: string }

/** Calls the API as anybody may, and keeps everything that it answers. */
function recorder({ url, token }: Worker) {
  const said: Said[] = []
  const call = async (method: string, path: string, body?: unknown, bearer = token) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    said.push({ status: response.status, text: `${JSON.stringify([...response.headers])} ${text}` })
    return { status: response.status, answer: text.startsWith('{') ? JSON.parse(text) : text }
  }
  return { said, call }
}

/** Every GET of the API's own description, with what there is in the place of its parameters. */
async function readEverything(worker: Worker, call: ReturnType<typeof recorder>['call']): Promise<number> {
  const { answer } = await call('GET', '/api/openapi.json')
  const connectors = (await worker.api<{ items: readonly Connector[] }>('/connectors')).items
  const firstOf = async (path: string) => (await worker.api<{ items: readonly { id: string }[] }>(path)).items[0]?.id
  const ids: Readonly<Record<string, string | undefined>> = {
    connectors: connectors[0]?.id,
    runs: await firstOf('/runs'),
    tokens: await firstOf('/tokens'),
  }
  const resource = encodeURIComponent((await firstOf('/resources')) ?? '')
  const paths = Object.entries(answer.paths as Record<string, { get?: unknown }>).filter(([, methods]) => methods.get)
  for (const [path] of paths) {
    const noun = path.split('/')[2] ?? ''
    const place = path.replace(/\{\w+\}/g, ids[noun] ?? '1')
    const query = /detail$|resource$/.test(place) ? `?id=${resource}` : place.endsWith('guide') ? '?cloud=aws' : ''
    await call('GET', place + query)
  }
  for (const { id } of connectors) await call('GET', `/api/connectors/${id}`)
  for (const page of ['/', '/pair', '/api/docs', '/api/nowhere']) await call('GET', page)
  return paths.length
}

test('no secret leaves the worker: not by its API, its log, or the bytes of its database', async () => {
  const estates = demoEstates()
  estates.azure.clientSecret = planted.azure
  const clouds = await startClouds(estates)
  const data = mkdtempSync(join(tmpdir(), 'plumbline-secrets-'))
  const worker = await startBuiltWorker({
    ...clouds.env,
    PLUMBLINE_DATA: data,
    PLUMBLINE_LOG_LEVEL: 'trace',
    PLUMBLINE_ADMIN_TOKEN: planted.adminToken,
    AWS_SECRET_ACCESS_KEY: planted.awsKey,
    AWS_SESSION_TOKEN: planted.awsToken,
  })
  onTestFinished(async () => {
    await worker.stop('SIGKILL')
    await clouds.close()
    rmSync(data, { recursive: true, force: true })
  })
  const { said, call } = recorder(worker)
  const made: Record<string, string> = {}
  for (const cloud of ['aws', 'azure', 'gcp'] as const) {
    const { answer, status } = await call('POST', '/api/connectors', draftOf(clouds, cloud))
    expect(status).toBe(201)
    made[cloud] = answer.id
    expect((await finishedRun(worker, answer.id)).state).not.toBe('failed')
  }

  // Sign-ins that fail, in every way that there is to hand over a secret wrongly.
  const key = gcpKey(clouds.gcp.estate, clouds.gcp.url)
  const test_ = async (cloud: string) =>
    expect((await call('POST', `/api/connectors/${made[cloud]}/test`)).status).toBe(422)
  await call('PATCH', `/api/connectors/${made.azure}`, { clientSecret: planted.wrongAzure })
  await test_('azure')
  await call('PATCH', `/api/connectors/${made.azure}`, { clientSecret: planted.newAzure })
  await test_('azure')
  await call('PATCH', `/api/connectors/${made.gcp}`, {
    key: { ...key, private_key: `${key.private_key.slice(0, 400)}\n` },
  })
  await test_('gcp')
  await call('PATCH', `/api/connectors/${made.gcp}`, { key: { ...key, client_email: 'nobody@example.com' } })
  await test_('gcp')
  await call('PATCH', `/api/connectors/${made.gcp}`, { key: { ...key, token_uri: 'https://evil.example/token' } })
  await test_('gcp')
  clouds.aws.faults.push({ operation: 'sts:AssumeRole', kind: 'deny' })
  await test_('aws')
  for (const cloud of ['aws', 'azure', 'gcp']) {
    await call('POST', `/api/connectors/${made[cloud]}/run`)
    expect((await finishedRun(worker, made[cloud] ?? '')).state).toBe('failed')
  }

  // Requests that are refused, with a secret where none belongs.
  const azure = draftOf(clouds, 'azure')
  const refused = [
    await call('POST', '/api/connectors', { ...azure, [planted.misplaced]: planted.wrongAzure }),
    await call('POST', '/api/connectors', { ...azure, tenantId: planted.wrongAzure }),
    await call('POST', '/api/connectors', { ...azure, clientSecret: { value: planted.wrongAzure } }),
    await call('POST', '/api/connectors', { ...draftOf(clouds, 'gcp'), key: key.private_key }),
    await call('POST', '/api/connectors', { ...draftOf(clouds, 'gcp'), key: { ...key, type: planted.odderToken } }),
    await call('POST', '/api/connectors', `{"clientSecret":"${planted.cutOff}`),
    await call('GET', '/api/connectors', undefined, planted.wrongToken),
    await call('GET', '/api/connectors', undefined, planted.odderToken),
    await call('GET', `/api/connectors?token=${planted.wrongToken}`),
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400, 401, 401, 400])
  const { answer: token } = await call('POST', '/api/tokens', { name: 'extension', role: 'reader' })
  said.pop()
  expect(await readEverything(worker, call)).toBeGreaterThan(15)
  expect(said.filter(({ status }) => status >= 500)).toEqual([])

  const body = key.private_key.split('\n').slice(1, -2)
  // The name of a field that does not exist may be told; what stands in it may not.
  const { misplaced, ...hidden } = planted
  const secrets = [...Object.values(hidden), ...body, token.token as string]
  expect(secrets.length).toBeGreaterThan(20)
  const answers = said.map(({ text }) => text).join('\n')
  expect(answers.length).toBeGreaterThan(100_000)
  expectFree('an answer of the API', answers, secrets)

  await worker.stop()
  expect(worker.output()).toContain('"level":"info"')
  expectFree('the log', worker.output(), secrets)
  const files = readdirSync(data).filter((name) => name.startsWith('plumbline.db'))
  const bytes = files.map((name) => readFileSync(join(data, name), 'latin1')).join('\n')
  expect(bytes).toContain('arn:aws:iam::111122223333')
  expectFree('the database', bytes, secrets)
}, 60_000)

/** Neither as it is nor in base64 at any of the three offsets that it may have there. */
function expectFree(where: string, text: string, secrets: readonly string[]): void {
  for (const secret of secrets) {
    const encoded = [0, 1, 2].map((offset) =>
      Buffer.from('\0'.repeat(offset) + secret)
        .toString('base64')
        .slice(offset === 0 ? 0 : 4, -4),
    )
    for (const form of [secret, encodeURIComponent(secret), ...encoded]) {
      const at = text.indexOf(form)
      expect(at < 0 ? '' : `${secret.slice(0, 30)} in ${where}: ${text.slice(Math.max(0, at - 150), at + 60)}`).toBe('')
    }
  }
  for (const shape of handedOut) expect(shape.exec(text)?.[0], where).toBeUndefined()
}
