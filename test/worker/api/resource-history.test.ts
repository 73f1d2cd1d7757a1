import { expect, test } from 'vitest'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

const day = (number: number) => `2026-01-0${number}T00:00:00.000Z`

/** A bucket whose two controls changed what they say: one twice, one once. */
async function startChanged() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' } },
    { id: arn('beta'), results: { 45: 'PASS' } },
  ])
  const turn = (cid: number, result: number, at: string) =>
    api.database.write([
      {
        sql: `UPDATE evaluations SET result = ?, evaluated = ?
              WHERE cid = ? AND rid = (SELECT rid FROM resources WHERE name = 'alpha')`,
        args: [result, at, cid],
      },
    ])
  await turn(45, 0, day(3))
  await turn(48, 2, day(4))
  await turn(45, 1, day(5))
  const history = async (query = '', name = 'alpha') =>
    (await api.call(`/resources/history?id=${arn(name)}${query}`)).json
  return { ...api, history }
}

test('the history of a resource tells the changes of all its controls, newest first, with what was seen before', async () => {
  const { history } = await startChanged()
  const found = await history()
  expect(found.items).toMatchObject([
    { cid: 45, at: day(5), was: 'PASS', became: 'FAIL', title: 'Buckets are not public', criticality: 'HIGH' },
    { cid: 48, at: day(4), was: 'FAIL', became: 'UNKNOWN', criticality: 'MEDIUM' },
    { cid: 45, at: day(3), was: 'FAIL', became: 'PASS', evidence: [{ setting: 'Versioning Status' }] },
  ])
  expect(found).toMatchObject({ total: 3, page: 1, controls: [{ cid: 45 }, { cid: 48 }] })
  expect(await history('', 'beta')).toMatchObject({ items: [], total: 0, controls: [] })
})

test('the history is narrowed to one control and told page by page; its controls stay those of all changes', async () => {
  const { history } = await startChanged()
  const one = await history('&cid=45')
  expect(one.items.map(({ at }: { at: string }) => at)).toEqual([day(5), day(3)])
  expect(one.controls).toHaveLength(2)
  const second = await history('&pageSize=2&page=2')
  expect(second).toMatchObject({ items: [{ at: day(3) }], total: 3, page: 2, pageSize: 2 })
})

test('there is no history without a token, nor of what is not known', async () => {
  const { call } = await startChanged()
  expect((await call(`/resources/history?id=${arn('alpha')}`, { token: null })).status).toBe(401)
  expect((await call('/resources/history?id=nothing')).status).toBe(404)
  expect((await call(`/resources/history?id=${arn('alpha')}&cid=x`)).status).toBe(400)
})

test('F090 a resource tells when what was read of it last changed, which is not when it was last found', async () => {
  const { call, database } = await startChanged()
  await database.write([`UPDATE resources SET found = '${day(2)}' WHERE name = 'alpha'`])
  expect((await call(`/resources/detail?id=${arn('alpha')}`)).json.lastChanged).toBe(day(2))
})
