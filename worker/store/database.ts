import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type Client, createClient, type InStatement, type ResultSet } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { findRoot } from '../root.ts'
import { DatabaseError, databaseError } from './database-error.ts'
import * as schema from './schema.ts'
import { withWholeCharacters } from './whole-characters.ts'

/** What a write takes: SQL with its arguments, or a drizzle query that has not been awaited. */
export type Statement = InStatement | { readonly toSQL: () => { readonly sql: string; readonly params: unknown[] } }

/** One database, opened once for the life of the process: readers beside one writer. */
export type Database = {
  /** Identity of this database: caches of another one start again. */
  readonly epoch: string
  /** Everyday reads. */
  readonly read: LibSQLDatabase<typeof schema>
  /** The hot reads, as SQL. */
  readonly client: Client
  /**
   * Commits the statements as one batch, or none of them, and answers one result for each. The first is `takeSeq` where
   * rows of the change feed are written. Throws `DatabaseError` when the disk or the file fails.
   */
  readonly write: (statements: readonly Statement[]) => Promise<readonly ResultSet[]>
  /** Grows with every batch that was written here; other threads write, too. */
  readonly written: () => number
  readonly close: () => void
}

/** How long a writer waits for another one, in milliseconds. */
const patience = 15_000

/**
 * Opens a database (`file:`, `libsql:`, `http:` or `https:`; a token may stand in the query as `authToken`), brings its
 * tables up to date and gives it its identity. Throws `DatabaseError`: one sentence that says what to do.
 */
export async function openDatabase({ url }: { readonly url: string }): Promise<Database> {
  const where = url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//')
  try {
    return await open(url, where)
  } catch (error) {
    throw databaseError(error, where)
  }
}

async function open(url: string, where: string): Promise<Database> {
  const writer = createClient({ url, concurrency: 1, timeout: patience })
  if (writer.protocol === 'file') await tune(writer)
  await update(writer, where)
  const reader = createClient({ url, concurrency: 4, timeout: patience })
  let written = 0
  return {
    epoch: await epochOf(writer),
    read: drizzle({ client: reader, schema }),
    client: reader,
    write: (statements) => commit(writer, statements, where).finally(() => written++),
    written: () => written,
    close: () => {
      writer.close()
      reader.close()
    },
  }
}

/** Settings of the one connection that writes; only the journal's mode is kept in the file. */
async function tune(writer: Client): Promise<void> {
  await writer.execute('PRAGMA journal_mode = WAL')
  await writer.execute('PRAGMA synchronous = NORMAL')
  await writer.execute('PRAGMA cache_size = -32000')
  await writer.execute('PRAGMA journal_size_limit = 67108864')
}

async function update(writer: Client, where: string): Promise<void> {
  const migrationsFolder = join(findRoot(), 'worker/store/migrations')
  const known = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as {
    readonly entries: readonly { readonly when: number }[]
  }
  const newest = Math.max(...known.entries.map(({ when }) => when))
  if ((await latestMigration(writer)) > newest)
    throw new DatabaseError(
      `The database ${where} was written by a newer Plumbline. Start that version, or give this one another database.`,
    )
  await migrate(drizzle({ client: writer }), { migrationsFolder })
}

async function latestMigration(writer: Client): Promise<number> {
  const table = await writer.execute(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`)
  if (table.rows.length === 0) return 0
  const { rows } = await writer.execute('SELECT max(created_at) AS latest FROM __drizzle_migrations')
  return Number(rows[0]?.latest ?? 0)
}

async function epochOf(writer: Client): Promise<string> {
  await writer.batch(
    [
      { sql: `INSERT INTO meta (key, value) VALUES ('epoch', ?) ON CONFLICT DO NOTHING`, args: [randomUUID()] },
      `INSERT INTO meta (key, value) VALUES ('seq', '0'), ('counted', '0') ON CONFLICT DO NOTHING`,
    ],
    'write',
  )
  const { rows } = await writer.execute(`SELECT value FROM meta WHERE key = 'epoch'`)
  return String(rows[0]?.value)
}

async function commit(writer: Client, statements: readonly Statement[], where: string): Promise<readonly ResultSet[]> {
  try {
    return await writer.batch(
      statements.map((statement) => withWholeCharacters(toStatement(statement))),
      'write',
    )
  } catch (error) {
    throw databaseError(error, where)
  } finally {
    // Native statements are freed only when the event loop turns.
    await setImmediate()
  }
}

function toStatement(statement: Statement): InStatement {
  if (typeof statement === 'string' || !('toSQL' in statement)) return statement
  const { sql, params } = statement.toSQL()
  return { sql, args: params as Exclude<InStatement, string>['args'] & unknown[] }
}
