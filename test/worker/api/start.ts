import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Run } from '../../../shared/run.ts'
import { createApi } from '../../../worker/api/app.ts'
import type { ApiContext } from '../../../worker/api/context.ts'
import type { Engine } from '../../../worker/engine.ts'
import { createGuides } from '../../../worker/guides.ts'
import { createLog } from '../../../worker/log.ts'
import { createNotifier } from '../../../worker/notify/create-notifier.ts'
import { nextTime } from '../../../worker/reports/next-time.ts'
import { createPrinter } from '../../../worker/reports/printer.ts'
import { createReports } from '../../../worker/reports/reports.ts'
import type { ResourceType } from '../../../worker/resource-type.ts'
import { openSecrets } from '../../../worker/secrets.ts'
import { type Database, openDatabase } from '../../../worker/store/database.ts'
import { queueRun } from '../../../worker/store/runs.ts'
import { createToken, ensureAdminToken } from '../../../worker/store/tokens.ts'

export const manager = 'plb_manager-0123456789abcdefghijklmnopqrstuv'
export const start = new Date('2026-01-01T00:00:00.000Z')

/** A worker's API on a database of its own, with an engine that only queues; times move when the test says so. */
export async function startApi(overrides: Partial<ApiContext> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-api-'))
  const database = await openDatabase({ url: `file:${join(folder, 'plumbline.db')}` })
  onTestFinished(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const lines: string[] = []
  const time = { now: start }
  const types = new Map([bucket, user].map((type) => [type.type, type]))
  const secrets = openSecrets(folder)
  const context: ApiContext = {
    database,
    engine: fakeEngine(database, () => time.now),
    secrets,
    types,
    guides: createGuides(new Map([[bucket.type, bucket]]), async () => '999988887777'),
    mandates: [],
    reports: createReports({ database, mandates: overrides.mandates ?? [], clock: () => time.now }),
    notifier: createNotifier({
      ...{ database, secrets, types, mandates: overrides.mandates ?? [], nextTime, clock: () => time.now },
      reach: { isLoopback: overrides.isLoopback ?? true, allowsPrivate: false },
    }),
    print: createPrinter(),
    log: createLog('trace', { write: (line) => void lines.push(line) }),
    version: '0.1.0',
    isLoopback: true,
    swaggerUi: dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json'))),
    patience: 500,
    clock: () => time.now,
    ...overrides,
  }
  await ensureAdminToken(database, manager, time.now)
  const { token: reader } = await createToken(database, { name: 'A reader', role: 'reader' }, time.now)
  const app = createApi(context)

  /** Calls the API as a manager unless told otherwise; the body of the answer is parsed. */
  async function call(path: string, { method = 'GET', body, token = manager }: CallOptions = {}) {
    const response = await app.request(`http://127.0.0.1${path.startsWith('/api') ? '' : '/api'}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    return { status: response.status, headers: response.headers, text, json: (parse(text) ?? {}) as any }
  }
  return { app, call, context, database, engine: context.engine, folder, lines, reader, time }
}

type CallOptions = { readonly method?: string; readonly body?: unknown; readonly token?: string | null }

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function fakeEngine(database: Database, clock: () => Date): Engine {
  const end = (runId: string) =>
    database.write([{ sql: `UPDATE runs SET state = 'cancelled', ended = ? WHERE id = ?`, args: ['2026', runId] }])
  return {
    test: async () => ({ account: '111122223333' }),
    reach: async () => ({ account: '111122223333' }),
    progress: async () => [],
    run: async (id, trigger) => (await queueRun(database, id, { trigger, now: clock() })) as Run,
    cancel: async (runId) => void (await end(runId)),
    reevaluate: async () => [],
    check: async () => ({ problems: [], examples: [] }),
    tryOut: async () => ({ problems: [], examples: [] }),
    textOf: async () => undefined,
    reload: async () => {},
    close: async () => {},
  }
}

const nothing = async function* () {}

export const bucket: ResourceType = {
  type: 'aws.s3.bucket',
  label: 'S3 bucket',
  code: 'BUCKET',
  service: 'S3',
  scope: 'global',
  fields: z.object({}),
  permissions: ['s3:ListAllMyBuckets', 's3:GetBucketAcl'],
  relations: { logBucket: { type: 'aws.s3.bucket', key: 'logBucket', match: 'name', label: 'Writes its logs to' } },
  list: nothing,
  one: async () => undefined,
  normalise: () => ({ id: '', name: '', region: '', config: {} }),
}

const user: ResourceType = {
  ...bucket,
  type: 'aws.iam.user',
  label: 'IAM user',
  code: 'IAM_USER',
  service: 'IAM',
  permissions: ['iam:ListUsers'],
  relations: {},
}
