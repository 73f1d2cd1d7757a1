import { expect, test } from 'vitest'
import { failuresOf } from '../../../worker/scan/failure.ts'

test('a failed call is one failure, however many fields it would have filled', () => {
  const refused = { operation: 's3:GetBucketAcl', permission: 's3:GetBucketAcl', reason: 'refused' }
  const unread = ['aclAccess', 'receivesLogs'].map((field) => ({ field, ...refused }))
  expect(failuresOf(unread)).toEqual([refused])
})

test('what nobody can tell yet is no failure', () => {
  expect(failuresOf([{ field: 'mfaActive', reason: 'The user is newer than the report.' }])).toEqual([])
})
