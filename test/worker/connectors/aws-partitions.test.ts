import { OrganizationsClient } from '@aws-sdk/client-organizations'
import { expect, test } from 'vitest'
import { awsDraft } from '../../../shared/connector-draft.ts'
import { partitionOfRegion } from '../../../shared/console-links/aws-hosts.ts'
import { homeRegion, parseRoleArn } from '../../../worker/connectors/aws-partitions.ts'

test.each([
  ['aws', '.amazonaws.com'],
  ['aws-us-gov', '.amazonaws.com'],
  ['aws-cn', '.amazonaws.com.cn'],
  ['aws-eusc', '.amazonaws.eu'],
])('the partition %s has its own home, hosts and ARNs', (partition, domain) => {
  const home = homeRegion(partition) ?? ''
  expect(partitionOfRegion(home)).toBe(partition)
  const { config } = new OrganizationsClient({ region: home })
  const { hostname } = config.endpointProvider({ Region: home, UseDualStack: false, UseFIPS: false }).url
  const [, ...rest] = hostname.replace(domain, '').split('.')
  expect(hostname.endsWith(domain)).toBe(true)
  expect(rest.map(partitionOfRegion)).toEqual([partition])
  const roleArn = `arn:${partition}:iam::111122223333:role/Plumbline`
  expect(awsDraft.shape.roleArn.parse(roleArn)).toBe(roleArn)
  expect(parseRoleArn(roleArn)).toEqual({ partition, account: '111122223333' })
})
