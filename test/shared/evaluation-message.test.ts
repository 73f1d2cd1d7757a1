import { expect, test } from 'vitest'
import type { Evidence, Result } from '../../shared/evaluation.ts'
import { evaluationMessage } from '../../shared/evaluation-message.ts'

const versioning = (actual: string): Evidence => ({ setting: 'Versioning Status', actual, expected: 'Enabled' })
const attached: Evidence = { setting: 'Attached', actual: 'true', expected: 'either' }
const flag = (setting: string, actual: string): Evidence => ({ setting, actual, expected: 'true' })
const say = (result: Result, ...evidence: readonly Evidence[]) => evaluationMessage({ result, evidence })

test('F112 a sentence tells what a passing control found', () => {
  expect(say('PASS', versioning('Enabled'))).toBe('Versioning Status is Enabled.')
  expect(say('PASS', flag('Logging', 'true'), flag('Lock', 'true'))).toBe('Logging is true; Lock is true.')
})

test('F112 a sentence tells what fails, and what is expected instead', () => {
  expect(say('FAIL', versioning('-'))).toBe('Versioning Status is -, expected Enabled.')
  expect(say('FAIL', flag('Logging', 'true'), flag('Lock', 'false'))).toBe('Lock is false, expected true.')
})

test('F112 what could not be read is told as unknown, with its reason', () => {
  const evidence = { setting: 'ACL', actual: 'The connector may not read it.', expected: 'needs s3:GetBucketAcl' }
  expect(say('UNKNOWN', evidence)).toBe('ACL is unknown: The connector may not read it.')
})

test('F112 facts that are only shown are left out, unless there are no others', () => {
  expect(say('FAIL', attached, versioning('Suspended'))).toBe('Versioning Status is Suspended, expected Enabled.')
  expect(say('PASS', attached)).toBe('Attached is true.')
})

test('F112 a sentence names three facts and says how many more there are', () => {
  const facts = ['A', 'B', 'C', 'D', 'E'].map((setting) => flag(setting, 'false'))
  expect(say('FAIL', ...facts)).toBe(
    'A is false, expected true; B is false, expected true; C is false, expected true; and 2 more.',
  )
  expect(say('PASS')).toBe('')
})
