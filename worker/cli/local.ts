import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApi } from '../api/app.ts'
import type { ApiContext } from '../api/context.ts'
import { resourceTypes } from '../collect/index.ts'
import { makeDataFolder } from '../data-folder.ts'
import type { Engine } from '../engine.ts'
import { loadCatalogue } from '../evaluate/catalogue.ts'
import { loadMandates } from '../evaluate/load-mandates.ts'
import { addressOf } from '../greeting.ts'
import { createGuides } from '../guides.ts'
import { createLog } from '../log.ts'
import { createPrinter } from '../reports/printer.ts'
import { findRoot } from '../root.ts'
import { openSecrets } from '../secrets.ts'
import { readSettings, type Settings } from '../settings.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { createToken } from '../store/tokens.ts'
import type { wireEngine as WireEngine } from '../wire-engine.ts'
import { type Access, accessBy } from './access.ts'
import { CliError, usageError } from './exits.ts'
import { isInUse } from './is-in-use.ts'
import type { Terminal } from './terminal.ts'

/**
 * What a command needs of a data folder. `tokens`: the database alone. `lists`: the catalogues, too. `runs`: an engine,
 * which only one process may have on a database: another one would take up its runs.
 */
type Part = 'tokens' | 'lists' | 'runs'

/** The worker's own data folder, with the settings of `npm start`. Throws `CliError` where it holds no database. */
export async function openLocal(part: Part, { env }: Terminal): Promise<Access> {
  const root = findRoot()
  const settings = readSettings(env, root)
  const { databaseUrl } = settings
  if (databaseUrl.startsWith('file:') && !existsSync(pathOf(databaseUrl))) {
    throw usageError(
      `There is no database in ${settings.data}. Set PLUMBLINE_DATA to the worker's data folder, or start the worker once.`,
    )
  }
  if (part === 'runs') await refuseInUse(settings)
  return open(part, root, settings, env)
}

/** A data folder that lasts as long as this command. */
export async function openTemporary({ env }: Terminal): Promise<Access> {
  const root = findRoot()
  const data = mkdtempSync(join(tmpdir(), 'plumbline-scan-'))
  const remove = () => rmSync(data, { recursive: true, force: true })
  try {
    const access = await open(
      'runs',
      root,
      readSettings({ ...env, PLUMBLINE_DATA: data, PLUMBLINE_DATABASE_URL: '' }, root),
      env,
    )
    return { ...access, close: () => access.close().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

const pathOf = (databaseUrl: string) =>
  databaseUrl.startsWith('file://')
    ? fileURLToPath(databaseUrl.replace(/\?.*$/, ''))
    : databaseUrl.replace(/^file:|\?.*$/g, '')

async function refuseInUse({ databaseUrl, data, host, port }: Settings): Promise<void> {
  const advice = `Let the worker do it: --worker ${addressOf(host, port)}, with a token in PLUMBLINE_TOKEN.`
  if (!databaseUrl.startsWith('file:')) {
    throw usageError(`Whether a worker runs on a database server cannot be told from here. ${advice}`)
  }
  if (await isInUse(databaseUrl)) throw usageError(`A worker is running on ${data}. ${advice}`)
}

async function open(part: Part, root: string, settings: Settings, env: Terminal['env']): Promise<Access> {
  const { databaseUrl, data, endpoints } = settings
  makeDataFolder(data)
  const secrets = openSecrets(data)
  const database = await openDatabase({ url: databaseUrl })
  const opened: { engine?: Engine; token?: string } = {}
  async function close() {
    await opened.engine?.close()
    if (opened.token) await database.write([{ sql: 'DELETE FROM tokens WHERE id = ?', args: [opened.token] }])
    database.close()
  }
  try {
    const catalogue = part === 'tokens' ? undefined : loadCatalogue({ root, types: resourceTypes })
    const mandates = catalogue ? loadMandates(root, catalogue.evaluator.controls) : []
    const { unseal } = secrets
    if (catalogue && part === 'runs') opened.engine = await startEngine({ database, catalogue, endpoints, unseal })
    const engine = opened.engine ?? noEngine
    const log = createLog(env.PLUMBLINE_LOG_LEVEL ? settings.logLevel : 'error')
    const app = createApi({ ...partsOf(root), database, engine, secrets, mandates, log })
    const { token, id } = await ownToken(database)
    opened.token = id
    return { ...accessBy(app.request, 'http://127.0.0.1', token), ownToken: id, pace: 200, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * An engine in place: nobody else waits for an answer, as with a worker's, and a thread would load all of it again. The
 * controls in the database are then as they are in the files.
 */
async function startEngine(wiring: Parameters<typeof WireEngine>[0]): Promise<Engine> {
  const { wireEngine } = await import('../wire-engine.ts')
  const engine = await wireEngine(wiring)
  try {
    await engine.reload()
    return engine
  } catch (error) {
    await engine.close()
    throw error
  }
}

/**
 * Whoever may read the data folder may do everything. For programs only, so that it never counts as the token by which
 * somebody manages the worker.
 */
async function ownToken(database: Database) {
  const now = new Date()
  const expires = new Date(now.getTime() + 24 * 3_600_000).toISOString()
  return createToken(database, { name: 'Command line', role: 'manager', door: 'api', expires }, now)
}

const notHere = async (): Promise<never> => {
  throw new CliError('This is done by a worker that is running: give its address with --worker.')
}

const noEngine: Engine = {
  test: notHere,
  reach: notHere,
  run: notHere,
  cancel: notHere,
  progress: notHere,
  reevaluate: notHere,
  check: notHere,
  tryOut: notHere,
  textOf: notHere,
  reload: notHere,
  close: async () => {},
}

/** Reports belong to the worker: it would take those of another process for left behind. */
const noReports: ApiContext['reports'] = {
  list: notHere,
  read: notHere,
  create: notHere,
  update: notHere,
  remove: notHere,
  run: notHere,
  look: notHere,
  idle: async () => {},
  stop: async () => {},
}

type Given = 'engine' | 'secrets' | 'mandates' | 'log' | 'database'

function partsOf(root: string): Omit<ApiContext, Given> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const clock = () => new Date()
  return {
    types: resourceTypes,
    guides: createGuides(resourceTypes),
    reports: noReports,
    notifier: { look: async () => {}, refusal: () => undefined, test: notHere, stop: async () => {} },
    print: createPrinter(),
    version,
    isLoopback: true,
    swaggerUi: dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json'))),
    patience: 10_000,
    clock,
  }
}
