import { expect, test } from 'vitest'
import { isAnswerOf, nameOperation } from '../../../worker/connectors/aws-operations.ts'

const call = (operation: string) => {
  const [service = '', command = ''] = operation.split(':')
  return nameOperation(service as 'ec2', command, 'us-east-1')
}

test.each([
  ['ec2:DescribeVpcs', 'ec2:DescribeVpcs'],
  ['s3:ListBuckets', 's3:ListAllMyBuckets'],
  ['s3:GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
  ['s3control:GetPublicAccessBlock', 's3:GetAccountPublicAccessBlock'],
  ['s3:GetBucketAcl', 's3:GetBucketAcl'],
  ['efs:DescribeFileSystems', 'elasticfilesystem:DescribeFileSystems'],
  ['elbv2:DescribeLoadBalancers', 'elasticloadbalancing:DescribeLoadBalancers'],
  ['apigatewayv2:GetStages', 'apigateway:GET'],
])('%s needs the permission %s', (operation, permission) => {
  expect(call(operation)).toMatchObject({ operation, permission, region: 'us-east-1' })
})

test.each([
  ['ec2:DescribeVpcs', '<?xml version="1.0"?>\n<DescribeVpcsResponse xmlns="x"><vpcSet/></DescribeVpcsResponse>'],
  ['s3:GetBucketLogging', '<BucketLoggingStatus xmlns="x" />'],
  ['s3:GetBucketPolicy', '{"Statement":[]}'],
  ['cloudtrail:DescribeTrails', '{"trailList":[]}'],
  ['rds:DescribeDBInstances', '<DescribeDBInstancesResponse xmlns="x"/>'],
])('%s takes its own answer', (operation, body) => {
  expect(isAnswerOf(call(operation), Buffer.from(body))).toBe(true)
})

test.each([
  ['ec2:DescribeVpcs', ''],
  ['ec2:DescribeVpcs', '<html><body>Sign in to the network</body></html>'],
  ['ec2:DescribeVpcs', '<DescribeSubnetsResponse/>'],
  ['s3:ListBuckets', '<html></html>'],
  ['s3:GetBucketVersioning', ''],
  ['s3:GetBucketPolicy', '{"Statement":['],
  ['s3:GetBucketPolicy', '<html></html>'],
  ['cloudtrail:DescribeTrails', ''],
  ['cloudtrail:DescribeTrails', '[]'],
  ['cloudtrail:DescribeTrails', '<html></html>'],
  ['rds:DescribeDBInstances', '{}'],
])('%s refuses what a proxy or a broken line makes of it: %s', (operation, body) => {
  expect(isAnswerOf(call(operation), Buffer.from(body))).toBe(false)
})
