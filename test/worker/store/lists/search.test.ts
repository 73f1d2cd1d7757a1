import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseQuery } from '../../../../shared/query/parse.ts'
import { removeConnector } from '../../../../worker/store/connectors.ts'
import { type Database, openDatabase } from '../../../../worker/store/database.ts'
import { noBudget } from '../../../../worker/store/lists/budget.ts'
import { listEvaluations } from '../../../../worker/store/lists/evaluations.ts'
import { countResources, listResources } from '../../../../worker/store/lists/resources.ts'
import { markGoneByRid } from '../../../../worker/store/resources.ts'
import { seqText, takeSeq } from '../../../../worker/store/seq.ts'
import { makeApiDatabase } from '../../../bench/api-database.ts'

const data = mkdtempSync(join(tmpdir(), 'plumbline-search-'))
let db: Database

beforeAll(async () => {
  await makeApiDatabase(data, 4500)
  db = await openDatabase({ url: `file:${join(data, 'plumbline.db')}` })
}, 60_000)

afterAll(() => {
  db.close()
  rmSync(data, { recursive: true })
})

function filterOf(text: string) {
  const answer = parseQuery(text, 'resources', { now: new Date(), types: [], mandates: [] })
  if (!('query' in answer)) throw new Error(answer.problem.message)
  return { query: answer.query }
}

async function search(text: string): Promise<readonly number[]> {
  const budget = noBudget
  const { items } = await listResources(db, filterOf(text), { sort: 'discovered', limit: 5000, budget })
  expect(await countResources(db, filterOf(text), budget)).toEqual({ total: items.length })
  return items.map(({ id }) => Number(id.split('/')[1]) + 1)
}

const change = (column: string, value: string, rids: readonly number[]) =>
  db.write([
    takeSeq,
    {
      sql: `UPDATE resources SET ${column} = ?, seq = ${seqText} WHERE rid IN (SELECT value FROM json_each(?))`,
      args: [value, JSON.stringify(rids)],
    },
  ])

test.each(['tag.team:team-7', 'config.size:7', 'thing-7 and region:*'])(
  'a search that was made before finds what changed since: %s',
  async (text) => {
    const before = await search(text)
    expect(before.length).toBeGreaterThan(4)
    const [first = 0, second = 0, third = 0] = before
    const other = Array.from({ length: 50 }, (_, index) => index + 1).find((rid) => !before.includes(rid)) ?? 0

    await change('tags', '{}', [first])
    await change('config', '{}', [first])
    await change('name', 'other', [first])
    await change('id', `arn:aws:any:x:1:thing/${first - 1}`, [first])
    const without = before.filter((rid) => rid !== first)
    expect(await search(text)).toEqual(text.startsWith('thing') ? expect.not.arrayContaining([first]) : without)

    await change('tags', '{"team":"team-7"}', [other])
    await change('config', '{"size":7}', [other])
    await change('name', 'thing-7', [other])
    expect(await search(text)).toContain(other)

    await markGoneByRid(db, [second], new Date())
    expect(await search(text)).not.toContain(second)
    await db.write([
      takeSeq,
      { sql: `UPDATE resources SET gone = NULL, seq = ${seqText} WHERE rid = ?`, args: [second] },
    ])
    expect(await search(text)).toContain(second)

    await db.write([takeSeq, { sql: 'DELETE FROM resources WHERE rid = ?', args: [third] }])
    expect(await search(text)).not.toContain(third)
    expect(await search(text)).toEqual((await search(text)).toSorted((a, b) => a - b))
  },
)

test('so many changes that the search begins anew do not hide any of them', async () => {
  const before = await search('tag.team:team-9')
  const all = Array.from({ length: 4500 }, (_, index) => index + 1)
  await change('tags', '{"team":"team-9"}', all)
  expect((await search('tag.team:team-9')).length).toBeGreaterThan(4400)
  await change('tags', '{"team":"none"}', all)
  expect(await search('tag.team:team-9')).toEqual([])
  expect(before.length).toBeGreaterThan(50)
})

test('what a removed connector held is found no more, neither its resources nor their evaluations', async () => {
  await change('tags', '{"team":"team-3"}', [101, 102, 103, 104, 105, 106])
  const { rows } = await db.client.execute(
    'SELECT connectors.id FROM resources JOIN connectors ON no = connector WHERE rid = 101',
  )
  const filter = { ...filterOf('tag.team:team-3') }
  const before = await listEvaluations(db, filter, { limit: 100, budget: noBudget, counts: true })
  expect(before.total).toBeGreaterThan(10)
  await removeConnector(db, String(rows[0]?.id))
  const found = await search('tag.team:team-3')
  expect(found.length).toBeGreaterThan(0)
  expect(found).not.toContain(101)
  const after = await listEvaluations(db, filter, { limit: 100, budget: noBudget, counts: true })
  expect(after.total).toBeLessThan(before.total ?? 0)
  expect(after.items.length).toBe(after.total)
})
