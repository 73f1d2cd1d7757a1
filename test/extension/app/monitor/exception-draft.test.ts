import { expect, test } from 'vitest'
import { endOfDay, errorsOf } from '../../../../extension/app/monitor/evaluation/exception-draft.ts'

const now = new Date('2026-06-01T12:00:00Z')
const draft = { kind: 'accepted risk', reason: 'A public site', owner: 'Web team', ends: '2026-12-31' } as const

test('an exception with reason, owner and an end can be made', () => {
  expect(errorsOf(draft, now)).toBeUndefined()
})

test('an exception without a reason or an owner says so at these fields', () => {
  expect(errorsOf({ ...draft, reason: ' ', owner: '' }, now)).toMatchObject({
    reason: expect.any(String),
    owner: expect.any(String),
    ends: undefined,
  })
})

test('an accepted risk needs an end that is to come and within two years; a false positive may stand', () => {
  for (const ends of ['', '2026-05-01', '2029-01-01']) expect(errorsOf({ ...draft, ends }, now)?.ends).toBeTruthy()
  expect(errorsOf({ ...draft, kind: 'false positive', ends: '' }, now)).toBeUndefined()
})

test('an exception ends with the last moment of its day', () => {
  expect(endOfDay('2026-12-31')).toBe(new Date('2026-12-31T23:59:59').toISOString())
  expect(endOfDay('')).toBeUndefined()
})
