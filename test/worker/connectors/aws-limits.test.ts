import { expect, test } from 'vitest'
import { typesOf } from '../../../worker/collect/index.ts'
import { connectAws } from '../../../worker/connectors/aws.ts'
import { allows, limitsOf } from '../../../worker/connectors/aws-types.ts'
import { scopeOf } from '../../../worker/run-scope.ts'
import { demoAwsEstate, trust } from '../../clouds/aws-estate.ts'
import { collect, connectTo } from '../collect/aws/collect.ts'

const limits = limitsOf('inventory') ?? []
const evaluator = { evaluate: () => [], controls: [], policies: [], relationsUsed: () => [] } as never
const namesOf = (type: 'inventory' | 'assessment' | 'cspm' | 'remediation') =>
  scopeOf({ type }, { types: typesOf('aws'), evaluator }).types.map((one) => one.type)

async function connectInventory() {
  const { cloud, account } = await connectTo(demoAwsEstate())
  const signal = new AbortController().signal
  const options = { endpoints: {}, signal, attempts: 2, limits }
  const connection = await connectAws({ cloud: 'aws', ...trust(account) }, undefined, options)
  cloud.calls.clear()
  return { cloud, connection }
}

test('an inventory lists instances and networks, and nothing that takes another permission to list', () => {
  expect(namesOf('inventory')).toEqual(expect.arrayContaining(['aws.ec2.instance', 'aws.ec2.vpc']))
  expect(namesOf('assessment')).toContain('aws.ec2.instance')
  expect(namesOf('assessment')).not.toContain('aws.ec2.vpc')
  expect(namesOf('inventory').join()).not.toMatch(/iam|s3|rds/)
  for (const type of ['cspm', 'remediation'] as const) expect(namesOf(type)).toHaveLength(typesOf('aws').length)
})

test('what the role may not do is not asked of AWS, and leaves its fields unread', async () => {
  const { cloud, connection } = await connectInventory()
  const [vpc] = await collect(connection, 'aws.ec2.vpc', 'us-east-1')
  expect(vpc?.unread).toContainEqual({
    ...{ field: 'flowLog', operation: 'ec2:DescribeFlowLogs', permission: 'ec2:DescribeFlowLogs' },
    reason: 'A connector of this type does not ask for ec2:DescribeFlowLogs.',
  })
  await expect(collect(connection, 'aws.s3.bucket')).rejects.toThrow('does not ask for s3:ListAllMyBuckets')
  await collect(connection, 'aws.ec2.instance', 'us-east-1')
  const asked = [...cloud.calls.keys()]
  expect(asked).toContain('ec2:DescribeInstances')
  expect(asked.filter((operation) => !allows(limits, operation))).toEqual([])
})
