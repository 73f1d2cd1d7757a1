import { describe, expect, test } from 'vitest'
import { fullAdminStatements } from '../../../worker/facts/full-admin.ts'

type Statement = Record<string, unknown>

const textOf = (...Statement: Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
const isFull = (statement: Statement) => fullAdminStatements(textOf({ Effect: 'Allow', ...statement })).length > 0

describe('every action on every resource is allowed by', () => {
  test.each([
    [{ Action: '*', Resource: '*' }],
    [{ Action: ['*'], Resource: ['*'] }],
    [{ Action: '*:*', Resource: '*' }],
    [{ Action: ['s3:GetObject', '*'], Resource: ['arn:aws:s3:::one', '*'] }],
    [{ Action: '**', Resource: '**' }],
    [{ Action: '*', Resource: 'arn:aws:*:*:*:*' }],
    [{ Action: '*', Resource: 'arn:aws-us-gov:*:*:*:*' }],
    [{ Action: '*', Resource: 'arn:*' }],
    [{ Action: '*', Resource: 'arn:*:*:*:*:*' }],
    [{ Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
    [{ NotAction: 'aws-portal:*', Resource: '*' }],
    [{ NotAction: ['s3:DeleteBucket', 'IAM:CreateUser'], Resource: '*' }],
    [{ NotAction: [], Resource: '*' }],
    [{ Action: '*', NotResource: 'arn:aws:s3:::payroll/*' }],
  ])('%j', (statement) => {
    expect(isFull(statement)).toBe(true)
  })
})

describe('every action on every resource is not allowed by', () => {
  test.each([
    [{ Action: 's3:*', Resource: '*' }],
    [{ Action: 'iam:*', Resource: '*' }],
    [{ Action: ['s3:*', 'ec2:*'], Resource: '*' }],
    [{ Action: '*:Get*', Resource: '*' }],
    [{ Action: '*', Resource: 'arn:aws:s3:::*' }],
    [{ Action: '*', Resource: 'arn:aws:*:*:111122223333:*' }],
    [{ NotAction: '*', Resource: '*' }],
    [{ NotAction: ['IAM:*', 'organizations:*', 'account:*'], Resource: '*' }],
    [{ NotAction: 'aws-portal:*', Resource: 'arn:aws:s3:::one' }],
    [{ Action: '*', NotResource: 'arn:aws:iam::*' }],
    [{ Action: '*', NotResource: 'arn:aws-cn:iam::*' }],
    [{ Effect: 'Deny', Action: '*', Resource: '*' }],
  ])('%j', (statement) => {
    expect(isFull(statement)).toBe(false)
  })
})

test('statements that allow it only together do so all the same', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `${letter}*`)
  const parts = (...actions: Statement[]) =>
    fullAdminStatements(textOf(...actions.map((one) => ({ Effect: 'Allow', Resource: '*', ...one }))))
  expect(parts({ Action: letters })).toEqual(['statement 1'])
  expect(parts({ Action: letters.slice(0, 13) }, { Action: letters.slice(13) })).toEqual(['statement 1', 'statement 2'])
  expect(parts({ NotAction: 'iam:*' }, { Action: 'iam:*' })).toEqual(['statement 1', 'statement 2'])
  expect(parts({ Action: letters.slice(1) })).toEqual([])
  expect(parts({ NotAction: 'iam:*' }, { Action: ['iam:Get*', 'iam:CreateServiceLinkedRole'] })).toEqual([])
  expect(parts({ NotAction: 'iam:*' }, { Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:user/ana' })).toEqual([])
  expect(parts({ NotAction: 'iam:*' }, { Action: 'iam:*', Effect: 'Deny' })).toEqual([])
})

test('a Deny beside it takes nothing away', () => {
  expect(fullAdminStatements(textOf(everything, { ...everything, Effect: 'Deny' }))).toEqual(['statement 1'])
})

test('a policy may be one statement, and is encoded as IAM sends it', () => {
  const text = JSON.stringify({ Statement: { Sid: 'All 100%', ...everything } })
  expect(fullAdminStatements(encodeURIComponent(text))).toEqual(['All 100%'])
  expect(fullAdminStatements(text)).toEqual(['All 100%'])
})

test.each([
  ['', 'nothing'],
  ['%7B%22Statement', 'a text that is cut off'],
  ['%7B%2', 'a code that is cut off'],
  ['{"Statement":[{"Effect":"Maybe"}]}', 'an effect that there is none of'],
  [textOf({ Effect: 'Allow', action: '*', Resource: '*' }), 'a statement without actions'],
  [textOf({ Effect: 'Allow', Action: '*' }), 'a statement without resources'],
])('%s is no policy: %s', (text) => {
  expect(() => fullAdminStatements(text)).toThrow()
})

test('a hostile policy is judged in no time', () => {
  const Action = Array.from({ length: 200 }, () => `${'*a'.repeat(200)}*`)
  const start = performance.now()
  expect(isFull({ Action, Resource: '*' })).toBe(false)
  expect(performance.now() - start).toBeLessThan(5000)
})
