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
  expect(nextCid('aws', [1, 1001, 1033, 51_086])).toBe(1034)
  expect(nextCid('azure', [1, 1033, 50_031])).toBe(51_001)
  expect(nextCid('gcp', [52_044, 51_999])).toBe(52_045)
  expect(() => nextCid('oracle', [])).toThrow('There is no cloud oracle')
})

test('a new resource type is declared under its own name', () => {
  const text = resourceSkeleton('aws.sqs.queue')
  expect(text).toContain('export const sqsQueue = defineAwsType({')
  expect(text).toContain("type: 'aws.sqs.queue'")
  expect(text).toContain("code: 'QUEUE'")
})
