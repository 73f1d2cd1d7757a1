import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../worker/store/database.ts'
import { DatabaseError } from '../../../worker/store/database-error.ts'
import { takeSeq } from '../../../worker/store/seq.ts'
import { query, temporaryDatabase, temporaryFolder } from '../temporary-database.ts'

async function reasonOf(url: string): Promise<string> {
  const error = await openDatabase({ url }).then(
    () => new Error('it opened'),
    (reason: Error) => reason,
  )
  expect(error).toBeInstanceOf(DatabaseError)
  expect(error.message).not.toContain('\n')
  return error.message
}

test('a new database gets its tables and an identity that stays', async () => {
  const url = `file:${join(temporaryFolder(), 'plumbline.db')}`
  const first = await openDatabase({ url })
  const second = await openDatabase({ url })
  expect(second.epoch).toBe(first.epoch)
  expect((await temporaryDatabase()).epoch).not.toBe(first.epoch)
  for (const db of [first, second]) db.close()
})

test('a file that is no database is left as it is, with a sentence that says what to do', async () => {
  const path = join(temporaryFolder(), 'plumbline.db')
  writeFileSync(path, 'a letter, not a database '.repeat(400))
  const before = readFileSync(path)
  expect(await reasonOf(`file:${path}`)).toMatch(/is not a Plumbline database, or is damaged. Restore it from a backup/)
  expect(readFileSync(path)).toEqual(before)
})

test('a database that was cut off is told to be damaged', async () => {
  const path = join(temporaryFolder(), 'plumbline.db')
  const db = await openDatabase({ url: `file:${path}` })
  await db.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  const whole = readFileSync(path)
  const cut = join(temporaryFolder(), 'plumbline.db')
  writeFileSync(cut, whole.subarray(0, 8192))
  expect(await reasonOf(`file:${cut}`)).toMatch(/is damaged. Restore it from a backup/)
})

test('a folder that is not there is told with the path', async () => {
  const path = join(temporaryFolder(), 'nowhere', 'plumbline.db')
  expect(await reasonOf(`file:${path}`)).toMatch(
    new RegExp(`^The database file:${path} cannot be opened. Check that its folder`),
  )
})

test('a database of a newer version is refused before anything is written', async () => {
  const url = `file:${join(temporaryFolder(), 'plumbline.db')}`
  const db = await openDatabase({ url })
  await db.write([`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 99999999999999)`])
  db.close()
  expect(await reasonOf(url)).toMatch(/was written by a newer Plumbline. Start that version/)
})

test('a full disk ends a write in one sentence, and what was committed stays', async () => {
  const db = await temporaryDatabase()
  await db.write([`INSERT INTO tombstones VALUES ('a', 'kept', 1)`])
  await db.write(['PRAGMA max_page_count = 10'])
  const much = `INSERT INTO tombstones WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    SELECT 'b', i || 'xxxxxxxxxxxxxxxxxxxxxxxxxxx', i FROM n`
  await expect(db.write([much])).rejects.toThrow(/cannot grow: the disk is full. Free some space/)
  expect(await query(db, 'SELECT key FROM tombstones')).toEqual([{ key: 'kept' }])
})

test('a server that does not answer, and an address of an unknown kind, never show the token', async () => {
  const unreachable = await reasonOf('http://127.0.0.1:1?authToken=SECRETTOKEN')
  expect(unreachable).toBe(
    'The database http://127.0.0.1:1 does not answer. Check its address, and that the server runs.',
  )
  expect(await reasonOf('ftp://user:SECRETTOKEN@host/db')).not.toContain('SECRETTOKEN')
})

test('a batch that fails in the middle leaves nothing behind, and later batches go on', async () => {
  const db = await temporaryDatabase()
  await expect(
    db.write([takeSeq, `INSERT INTO tombstones VALUES ('a', 'b', 1)`, 'INSERT INTO nowhere VALUES (1)']),
  ).rejects.toThrow()
  expect(await query(db, `SELECT key FROM tombstones`)).toEqual([])
  expect(await query(db, `SELECT value FROM meta WHERE key = 'seq'`)).toEqual([{ value: '0' }])
  await db.write([takeSeq])
  expect(await query(db, `SELECT value FROM meta WHERE key = 'seq'`)).toEqual([{ value: '1' }])
})

test('many writers at once take numbers one after another', async () => {
  const url = `file:${join(temporaryFolder(), 'plumbline.db')}`
  const [one, other] = [await openDatabase({ url }), await openDatabase({ url })]
  await Promise.all(Array.from({ length: 60 }, (_, index) => (index % 2 ? one : other).write([takeSeq])))
  expect(await query(one, `SELECT value FROM meta WHERE key = 'seq'`)).toEqual([{ value: '60' }])
  for (const db of [one, other]) db.close()
})

test('a drizzle query is written like any other statement', async () => {
  const db = await temporaryDatabase()
  const { tombstones } = await import('../../../worker/store/schema.ts')
  await db.write([takeSeq, db.read.insert(tombstones).values({ kind: 'a', key: 'b', seq: 1 })])
  expect(await db.read.select().from(tombstones)).toEqual([{ kind: 'a', key: 'b', seq: 1 }])
})
