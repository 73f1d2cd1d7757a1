import { expect, test } from 'vitest'
import { paceOf, rateOf } from '../../../worker/connectors/aws-pace.ts'

test('connections to one account share a bucket; accounts, regions and the calls of EC2 have their own', () => {
  const of = (account: string, region: string, operation: string) => paceOf(account, 'ec2', region, operation)
  const vpcs = of('1', 'us-east-1', 'ec2:DescribeVpcs')
  expect(of('1', 'us-east-1', 'ec2:DescribeVpcs')).toBe(vpcs)
  expect(of('2', 'us-east-1', 'ec2:DescribeVpcs')).not.toBe(vpcs)
  expect(of('1', 'eu-west-1', 'ec2:DescribeVpcs')).not.toBe(vpcs)
  expect(of('1', 'us-east-1', 'ec2:DescribeInstances')).not.toBe(vpcs)
  expect(paceOf('1', 'iam', 'us-east-1', 'iam:ListUsers')).toBe(paceOf('1', 'iam', 'us-east-1', 'iam:GetUser'))
})

test('half of what AWS grants is left to others', () => {
  expect(rateOf('ec2')).toEqual({ burst: 50, perSecond: 10 })
  expect(rateOf('cloudtrail')).toEqual({ burst: 5, perSecond: 5 })
})
