import { expect, onTestFinished, test } from 'vitest'
import { resourceTypes } from '../../../worker/collect/index.ts'
import type { ResourceType } from '../../../worker/resource-type.ts'
import { demoAwsEstate } from '../../clouds/aws-estate.ts'
import { startAzure } from '../../clouds/azure.ts'
import { demoAzureEstate } from '../../clouds/azure-estate.ts'
import { demoGcpEstate, startGcp } from '../../clouds/gcp.ts'
import { collect as collectAws, connectTo } from './aws/collect.ts'
import { collectAll, contextOf } from './azure/collect.ts'
import { collect as collectGcp } from './gcp/collect.ts'

// The kinds of resources that CloudView listed, under its codes, found in the demo estates through the real clients.

test.each([
  ['F062 a subnet', 'aws.ec2.subnet', 'SUBNET'],
  ['F063 a network ACL', 'aws.ec2.network-acl', 'NETWORK_ACL'],
  ['F064 an internet gateway', 'aws.ec2.internet-gateway', 'INTERNET_GATEWAY'],
  ['F065 a load balancer', 'aws.elb.load-balancer', 'LOAD_BALANCER'],
  ['F066 an instance', 'aws.ec2.instance', 'EC2_INSTANCE'],
  ['F067 a route table', 'aws.ec2.route-table', 'ROUTE_TABLE'],
  ['F068 an S3 bucket', 'aws.s3.bucket', 'BUCKET'],
  ['F069 an IAM user', 'aws.iam.user', 'IAM_USER'],
  ['F070 a VPC', 'aws.ec2.vpc', 'VPC'],
  ['F071 an Auto Scaling group', 'aws.autoscaling.group', 'AUTO_SCALING_GROUP'],
  ['F072 a security group', 'aws.ec2.security-group', 'VPC_SECURITY_GROUP'],
  ['F073 an RDS instance', 'aws.rds.instance', 'RDS'],
  ['F074 an EBS volume', 'aws.ec2.volume', 'EBS'],
])('%s of AWS is collected', async (_, type, code) => {
  const { connection } = await connectTo(demoAwsEstate())
  const found = await collectAws(connection, type)
  expect(found.length).toBeGreaterThan(0)
  for (const { id, name, region } of found) expect([id, name, region]).not.toContain('')
  expect(resourceTypes.get(type)?.code).toBe(code)
})

test.each([
  ['F079 a virtual machine', 'azure.compute.virtual-machine', 'VIRTUAL_MACHINE'],
  ['F080 a network security group', 'azure.network.security-group', 'NETWORK_SECURITY_GROUP'],
])('%s of Azure is collected', async (_, type, code) => {
  const azure = await startAzure(demoAzureEstate())
  onTestFinished(azure.close)
  const found = await collectAll(resourceTypes.get(type) as ResourceType<'azure'>, await contextOf(azure))
  expect(found.length).toBeGreaterThan(0)
  expect(resourceTypes.get(type)?.code).toBe(code)
})

test.each([
  ['F081 a VM instance', 'gcp.compute.instance', 'VM_INSTANCE'],
  ['F082 a network', 'gcp.compute.network', 'NETWORK'],
  ['F083 a firewall rule', 'gcp.compute.firewall', 'FIREWALL_RULES'],
])('%s of GCP is collected', async (_, type, code) => {
  const cloud = await startGcp(demoGcpEstate())
  onTestFinished(() => cloud.close())
  const { found, error } = await collectGcp(resourceTypes.get(type) as ResourceType<'gcp'>, cloud)
  expect(error).toBeUndefined()
  expect(found.length).toBeGreaterThan(0)
  expect(resourceTypes.get(type)?.code).toBe(code)
})
