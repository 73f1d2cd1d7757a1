import { expect, test } from 'vitest'
import { createPace, paceOf } from '../../../worker/connectors/aws-pace.ts'

const never = new AbortController().signal

test('a burst passes at once, and what follows waits for its turn', async () => {
  const pace = createPace({ burst: 3, perSecond: 50 })
  const began = performance.now()
  await Promise.all([1, 2, 3].map(() => pace.take(never)))
  expect(performance.now() - began).toBeLessThan(15)
  await Promise.all([1, 2, 3].map(() => pace.take(never)))
  expect(performance.now() - began).toBeGreaterThan(50)
})

test('after throttling nothing passes at once', async () => {
  const pace = createPace({ burst: 100, perSecond: 50 })
  pace.drain()
  const began = performance.now()
  await pace.take(never)
  expect(performance.now() - began).toBeGreaterThan(15)
})

test('waiting ends with the signal', async () => {
  const pace = createPace({ burst: 1, perSecond: 0.01 })
  const controller = new AbortController()
  await pace.take(controller.signal)
  const waiting = pace.take(controller.signal)
  controller.abort()
  await expect(waiting).rejects.toThrow()
})

test('connections to one account share a bucket; accounts, regions and the calls of EC2 have their own', () => {
  const of = (account: string, region: string, operation: string) => paceOf(account, 'ec2', region, operation)
  const vpcs = of('1', 'us-east-1', 'ec2:DescribeVpcs')
  expect(of('1', 'us-east-1', 'ec2:DescribeVpcs')).toBe(vpcs)
  expect(of('2', 'us-east-1', 'ec2:DescribeVpcs')).not.toBe(vpcs)
  expect(of('1', 'eu-west-1', 'ec2:DescribeVpcs')).not.toBe(vpcs)
  expect(of('1', 'us-east-1', 'ec2:DescribeInstances')).not.toBe(vpcs)
  expect(paceOf('1', 'iam', 'us-east-1', 'iam:ListUsers')).toBe(paceOf('1', 'iam', 'us-east-1', 'iam:GetUser'))
})
