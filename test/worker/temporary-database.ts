import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../../worker/store/database.ts'

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database in a folder of its own. */
export async function temporaryDatabase(): Promise<Database> {
  const db = await openDatabase({ url: `file:${join(temporaryFolder(), 'plumbline.db')}` })
  onTestFinished(() => db.close())
  return db
}

/** Stores a connector without settings, and answers its number. */
export async function addConnector(
  db: Database,
  id = 'c1',
  { account = '111122223333', cloud = 'aws' } = {},
): Promise<number> {
  await db.write([
    `UPDATE meta SET value = value + 1 WHERE key = 'seq'`,
    {
      sql: `INSERT INTO connectors (id, cloud, name, account, settings, frequency, state, created, updated, seq)
            VALUES (?, ?, ?, ?, '{"cloud":"aws"}', 240, 'Pending', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z',
              (SELECT value + 0 FROM meta WHERE key = 'seq'))`,
      args: [id, cloud, `Connector ${id}`, account],
    },
  ])
  const { rows } = await db.client.execute({ sql: 'SELECT no FROM connectors WHERE id = ?', args: [id] })
  return Number(rows[0]?.no)
}

/** Rows as plain objects. */
export async function query<Row>(db: Database, sql: string, args: (string | number)[] = []): Promise<Row[]> {
  return (await db.client.execute({ sql, args })).rows.map((row) => ({ ...row })) as Row[]
}
