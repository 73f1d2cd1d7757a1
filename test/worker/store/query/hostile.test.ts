import { expect, test } from 'vitest'
import { parseQuery } from '../../../../shared/query/parse.ts'
import { toCondition } from '../../../../worker/store/query/to-condition.ts'
import { arn, seed } from '../../api/seed.ts'
import { temporaryDatabase } from '../../temporary-database.ts'

const now = new Date('2026-03-31T12:00:00.000Z')
const many = (count: number, part: (index: number) => string, between = ' or ') =>
  Array.from({ length: count }, (_, index) => part(index)).join(between)

const texts = [
  `name:"'; DROP TABLE resources; --"`,
  `name:"' OR 1=1 --"`,
  `tag."':x`,
  `tag.a':x`,
  `tag:(key:"a\\"b" and value:"%")`,
  `config.a:"'); DELETE FROM resources; --"`,
  `config.__proto__:x or config.constructor.name:Object`,
  `region:"%" or region:"_" or name:"%" or name:"?"`,
  `name:"🙂" or config.a:"🙂*"`,
  many(100, (i) => `word${i}`, ' '),
  many(100, (i) => `${i}*`, ' '),
  `name in (${many(100, (i) => `a${i}`, ',')})`,
  `region in (${many(100, (i) => `a${i}`, ',')})`,
  `cid in (${many(100, (i) => `${i}`, ',')})`,
  many(100, (i) => `tag.a${i}:b`),
  many(100, (i) => `config.a${i}:b`),
  many(99, (i) => `policy.name:p${i}`, ' and '),
  `${'not ('.repeat(20)}name:x${')'.repeat(20)}`,
  `config.a:(${many(19, () => 'a:(', '')}b:1${')'.repeat(20)}`,
  `config.${many(12, () => 'a', '.')}:1`,
]

test.each(['resources', 'evaluations'] as const)(
  'hostile and large queries on %s are answered, and change nothing',
  async (list) => {
    const db = await temporaryDatabase()
    await seed(db, [{ id: arn('alpha'), results: { 45: 'FAIL' }, config: { a: { a: [{ b: 1 }] } } }])
    for (const text of texts) {
      const parsed = parseQuery(text, list, { now })
      if ('problem' in parsed) {
        expect(parsed.problem.message, text).toMatch(/^(There is no token|Expected)/)
        continue
      }
      const { sql, args } = toCondition(parsed.query, list)
      expect(sql, text).not.toMatch(/DROP|DELETE|word1|🙂|%/)
      const from = list === 'resources' ? 'resources r' : 'evaluations e JOIN resources r ON r.rid = e.rid'
      const { rows } = await db.client.execute({
        sql: `SELECT count(*) AS n FROM ${from} WHERE ${sql}`,
        args: [...args],
      })
      expect([0, 1], text).toContain(Number(rows[0]?.n))
    }
    const { rows } = await db.client.execute('SELECT count(*) AS n FROM resources')
    expect(Number(rows[0]?.n)).toBe(1)
  },
)
