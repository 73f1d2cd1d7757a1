import { expect, test } from 'vitest'
import { OperationError } from '../../worker/operation-error.ts'
import { createReader } from '../../worker/reader.ts'

const failing = (code: string) => async () => {
  throw new OperationError({
    ...{ operation: 'macie2:GetMacieSession', permission: 'macie2:GetMacieSession', failure: 'denied', code },
    message: 'It was refused.',
  })
}

test('a failed call leaves its fields unread, with the permission that it lacks', async () => {
  const ask = createReader()
  expect(await ask(['one', 'other'], failing('AccessDenied'))).toBeUndefined()
  const why = { operation: 'macie2:GetMacieSession', permission: 'macie2:GetMacieSession', reason: 'It was refused.' }
  expect(ask.unread).toEqual([
    { field: 'one', ...why },
    { field: 'other', ...why },
  ])
})

test('what is not there is no failure, and what is not offered is unread without one', async () => {
  const ask = createReader()
  await ask(['one'], failing('NoSuchThing'), { absent: ['NoSuchThing'] })
  expect(ask.unread).toEqual([])
  await ask(['one'], failing('NotOffered'))
  expect(ask.unread).toEqual([expect.not.objectContaining({ operation: expect.anything() })])
})
