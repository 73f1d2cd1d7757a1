import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApi } from './api/app.ts'
import { resourceTypes } from './collect/index.ts'
import { makeDataFolder } from './data-folder.ts'
import { startEngineThread } from './engine-thread.ts'
import { loadCatalogue } from './evaluate/catalogue.ts'
import { loadMandates } from './evaluate/load-mandates.ts'
import { greeting } from './greeting.ts'
import { createGuides } from './guides.ts'
import { listen } from './listen.ts'
import { createLog, withoutSecrets } from './log.ts'
import { createNotifier } from './notify/create-notifier.ts'
import { createProvider } from './oidc.ts'
import { nextTime } from './reports/next-time.ts'
import { createPrinter } from './reports/printer.ts'
import { createReports } from './reports/reports.ts'
import { findRoot } from './root.ts'
import { startSchedule } from './schedule.ts'
import { openSecrets } from './secrets.ts'
import { isLoopback, readSettings } from './settings.ts'
import { saveControls } from './store/controls.ts'
import { openDatabase } from './store/database.ts'
import { readOwn } from './store/own-controls.ts'
import { ensureAdminToken } from './store/tokens.ts'

/** Composition root: settings → database → controls → engine → API → schedule. Returns what ends all of it. */
async function start(): Promise<() => Promise<void>> {
  const root = findRoot()
  const settings = readSettings(process.env, root)
  const log = createLog(settings.logLevel)
  const clock = () => new Date()
  makeDataFolder(settings.data)
  const secrets = openSecrets(settings.data)
  const catalogue = loadCatalogue({ root, types: resourceTypes })
  const mandates = loadMandates(root, catalogue.evaluator.controls)
  const database = await openDatabase({ url: settings.databaseUrl })
  catalogue.adopt(await readOwn(database))
  await saveControls(database, catalogue.evaluator)
  const newToken = await ensureAdminToken(database, settings.adminToken, clock())

  const { databaseUrl, data, endpoints } = settings
  const engine = await startEngineThread({ databaseUrl, data, endpoints })
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const onReportError = (err: unknown) => log.error({ err }, 'A report did not run')
  const reports = createReports({ database, mandates, clock, onError: onReportError })
  const notifier = createNotifier({
    ...{ database, secrets, types: resourceTypes, mandates, nextTime, clock, every: 10_000 },
    reach: { isLoopback: isLoopback(settings.host), allowsPrivate: settings.notifiesPrivate ?? false },
    onError: (err) => log.error({ err }, 'Notifications were not looked after'),
  })
  const app = createApi({
    database,
    engine,
    secrets,
    types: resourceTypes,
    guides: createGuides(resourceTypes),
    mandates,
    reports,
    notifier,
    print: createPrinter({ chromium: settings.chromium }),
    ...(settings.oidc && { signIn: createProvider(settings.oidc) }),
    log,
    version,
    isLoopback: isLoopback(settings.host),
    swaggerUi: dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json'))),
    patience: 10_000,
    clock,
  })
  const listener = await listen({ fetch: app.fetch, host: settings.host, port: settings.port }).catch(async (error) => {
    // A process that exits while a thread is at work in the database may be aborted, with a core instead of an exit code.
    await engine.close()
    throw error
  })
  const onError = (err: unknown) => log.error({ err }, 'The schedule could not start a run')
  const schedule = startSchedule({ database, engine, reports, clock, onError })
  console.log(greeting({ version, root, settings, port: listener.port, newToken }))

  return async () => {
    schedule.stop()
    await notifier.stop()
    await reports.stop()
    await listener.close()
    await engine.close()
    database.close()
  }
}

/** What went wrong at the start, in one line (a policy's problems in one each); the rest is for the debugger. */
function fail(error: unknown): never {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  const text = withoutSecrets(name === 'PolicyError' ? message : message.replaceAll(/\s*\n\s*/g, ' '))
  console.error(`Plumbline did not start. ${text}`)
  if (process.env.PLUMBLINE_LOG_LEVEL === 'trace') console.error(error)
  process.exit(1)
}

const stop = await start().catch(fail)

/** The first signal lets answers and batches under way end; the second one does not wait. */
function onSignal(): void {
  process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1))
  stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.once('SIGTERM', onSignal).once('SIGINT', onSignal)
