import { expect, test } from 'vitest'
import { parsePolicy } from '../../../worker/facts/iam-policy.ts'
import { tlsRule } from '../../../worker/facts/policy-tls.ts'

const bucket = 'arn:aws:s3:::b'
const base = {
  ...{ Sid: 'Tls', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucket, `${bucket}/*`] },
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
}
const judge = (...statements: Record<string, unknown>[]) =>
  tlsRule(parsePolicy(JSON.stringify({ Statement: statements.map((one) => ({ ...base, ...one })) })), bucket)

test.each([
  [{}],
  [{ Principal: { AWS: ['*'] } }],
  [{ Action: ['S3:*'] }],
  [{ Action: ['s3:GetObject', '*'] }],
  [{ Resource: '*' }],
  [{ Resource: `${bucket}*` }],
  [{ Resource: 'arn:aws:s3:::?*' }],
  [{ Condition: { BoolIfExists: { 'AWS:SECURETRANSPORT': [false] } } }],
  [{ Condition: { Bool: { 'aws:SecureTransport': 'false' }, BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
])('everything is covered with %j', (change) => {
  expect(judge(change).isComplete).toBe(true)
})

test.each([
  [{ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  [{ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  [{ Condition: { Bool: { 'aws:SecureTransport': ['false', 'true'] } } }],
  [{ Condition: { Bool: { 'aws:SecureTransport': [] } } }],
  [{ Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'false' } } }],
  [{ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }],
  [{ Condition: {} }],
  [{ Principal: { AWS: '111122223333' } }],
  [{ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }],
  [{ Action: 's3:PutObject' }],
  [{ Action: ['s3:Get*', 's3:Put*'] }],
  [{ Action: undefined, NotAction: 's3:GetObject' }],
  [{ Resource: bucket }],
  [{ Resource: `${bucket}/*` }],
  [{ Resource: [bucket, `${bucket}/a*`] }],
  [{ Resource: [bucket, `${bucket}/????`] }],
  [{ Action: 's3:????' }],
  [{ Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }],
  [{ Resource: undefined, NotResource: `${bucket}/public/*` }],
])('something is left open with %j', (change) => {
  expect(judge(change).isComplete).toBe(false)
})

test('statements may cover it together, but only those that cover every action', () => {
  expect(judge({ Resource: bucket }, { Resource: `${bucket}/*` }).isComplete).toBe(true)
  expect(judge({ Resource: bucket }, { Resource: `${bucket}/*`, Action: 's3:GetObject' }).isComplete).toBe(false)
})

test('what is covered in part is told', () => {
  expect(judge({ Action: 's3:PutObject', Resource: `${bucket}/*` })).toEqual({
    statements: ['Tls'],
    actions: ['s3:PutObject'],
    resources: [`${bucket}/*`],
    isComplete: false,
  })
})
