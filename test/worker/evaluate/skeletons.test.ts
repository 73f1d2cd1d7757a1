import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { controlFile } from '../../../shared/control.ts'
import { loadEvaluator } from '../../../worker/evaluate/index.ts'
import { controlSkeleton, nextCid } from '../../new-control.ts'
import { resourceSkeleton } from '../../new-resource.ts'
import { door, folderOf, now, types } from './shop.ts'

test('a new control loads, and its own examples fail until it is filled in', () => {
  const text = controlSkeleton(1001, 'aws.shop.door')
  const { evaluate } = loadEvaluator({ root: folderOf({ 'aws/shop/new.yaml': text }), types })
  const [passing] = controlFile.parse(parse(text)).examples
  expect(passing?.expect).toBe('PASS')
  expect(evaluate(door(passing?.resource), now)[0]?.result).toBe('FAIL')
})

test('a new control takes the next number of its cloud', () => {
  expect(nextCid('aws', [1, 1001, 1040, 51_086])).toBe(1041)
  expect(nextCid('azure', [1, 1040, 51_131])).toBe(51_132)
  expect(nextCid('gcp', [52_080, 51_999])).toBe(52_081)
  expect(() => nextCid('oracle', [])).toThrow('There is no cloud oracle')
})

test('a new control takes no number that is given to another one that is still to come', () => {
  expect(nextCid('aws', [1, 1001, 1033])).toBe(1035)
  expect(nextCid('azure', [50_031, 51_086, 52_080])).toBe(51_131)
  expect(nextCid('gcp', [])).toBe(52_079)
})

test('a new resource type is declared under its own name', () => {
  const text = resourceSkeleton('aws.sqs.queue')
  expect(text).toContain('export const sqsQueue = defineAwsType({')
  expect(text).toContain("type: 'aws.sqs.queue'")
  expect(text).toContain("code: 'QUEUE'")
})
