import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { answersAt, keepAnswer, readAnswer } from '../../../extension/sync/answers.ts'

test('answers that were kept before places were known are still there', async () => {
  const before = new Dexie('plumbline-answers')
  before.version(1).stores({ answers: 'key, at' })
  await before.table('answers').put({ key: 'http://127.0.0.1:1/api/reports', at: 1, body: 'old' })
  before.close()
  expect(await readAnswer('http://127.0.0.1:1/api/reports')).toMatchObject({ body: 'old' })
  await keepAnswer({ key: 'http://127.0.0.1:1/api/facets', at: 2, place: '#/monitor', body: 'new' })
  expect((await answersAt('#/monitor')).map(({ body }) => body)).toEqual(['new'])
})
