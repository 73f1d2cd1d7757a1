import { expect, test } from 'vitest'
import { withWholeCharacters } from '../../../worker/store/whole-characters.ts'
import { query, temporaryDatabase } from '../temporary-database.ts'

const stored = (text: string) => {
  const statement = withWholeCharacters({ sql: '', args: [text] })
  return (statement as { args: string[] }).args[0]
}

test.each([
  ['\ud800', '\ufffd'],
  [JSON.stringify('\ud800'), '"\ufffd"'],
  [JSON.stringify(['a\udc00', '\ud83d\ude00']), '["a\ufffd","😀"]'],
  [JSON.stringify('\ud800\ud83d\ude00'), '"\ufffd😀"'],
  ['"\\ud83d\\ude00"', '"\\ud83d\\ude00"'],
  ['"\\uD800"', '"\ufffd"'],
  [JSON.stringify('\\ud800'), '"\\\\ud800"'],
  [JSON.stringify('\\\ud800'), '"\\\\\ufffd"'],
  ['plain', 'plain'],
])('of %j the database is given %j', (text, expected) => expect(stored(text)).toBe(expected))

test('half a character in JSON can be written, and read out of it again', async () => {
  const db = await temporaryDatabase()
  const args = [JSON.stringify({ name: 'half \ud800' })]
  await db.write([{ sql: `INSERT INTO meta (key, value) VALUES ('test', ?)`, args }])
  expect(await query(db, `SELECT value->>'name' AS name FROM meta WHERE key = 'test'`)).toEqual([
    { name: 'half \ufffd' },
  ])
})
