import * as gateway from '@aws-sdk/client-api-gateway'
import * as http from '@aws-sdk/client-apigatewayv2'
import { CreateDistributionCommand } from '@aws-sdk/client-cloudfront'
import { CreateSubnetCommand } from '@aws-sdk/client-ec2'
import { CreateFileSystemCommand } from '@aws-sdk/client-efs'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Account } from '../account.ts'
import { createVpc } from './networks.ts'

export async function fillFileSystems(account: Account): Promise<void> {
  const efs = await account.client('efs')
  for (const [CreationToken, Encrypted] of [
    ['files-encrypted', true],
    ['files-plain', false],
  ] as const) {
    const { FileSystemId = '' } = await efs.send(new CreateFileSystemCommand({ CreationToken, Encrypted }))
    account.expect(FileSystemId, { 1021: Encrypted ? 'PASS' : 'FAIL' })
  }
}

/** What answers the web, with its access logged and without. */
export async function fillFrontEnds(account: Account): Promise<void> {
  await fillLoadBalancers(account)
  await fillGateways(account)
  await fillDistributions(account)
}

async function fillLoadBalancers(account: Account): Promise<void> {
  const { id: VpcId } = await createVpc(account, 'front', '10.130.0.0/16')
  account.expect('front', { 43: 'FAIL' })
  const ec2 = await account.client('ec2')
  const Subnets: string[] = []
  for (const [index, zone] of ['a', 'b'].entries()) {
    const where = { CidrBlock: `10.130.${index}.0/24`, AvailabilityZone: `${account.home}${zone}` }
    Subnets.push((await ec2.send(new CreateSubnetCommand({ VpcId, ...where }))).Subnet?.SubnetId ?? '')
  }
  const client = await account.client('elbv2')
  for (const [Name, verdict] of [
    ['balancer-logged', 'PASS'],
    ['balancer-unlogged', 'FAIL'],
  ] as const) {
    const { LoadBalancers = [] } = await client.send(new elb.CreateLoadBalancerCommand({ Name, Subnets }))
    const LoadBalancerArn = LoadBalancers[0]?.LoadBalancerArn ?? ''
    // Moto leaves out that logging is off unless it is told so, whereas AWS always says it.
    const Attributes = [
      { Key: 'access_logs.s3.enabled', Value: String(verdict === 'PASS') },
      { Key: 'access_logs.s3.bucket', Value: `trail-access-${account.id}` },
    ]
    await client.send(new elb.ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }))
    account.expect(LoadBalancerArn, { 1024: verdict })
  }
}

async function fillGateways(account: Account): Promise<void> {
  const client = await account.client('apigatewayv2')
  const { ApiId = '' } = await client.send(new http.CreateApiCommand({ Name: 'http-api', ProtocolType: 'HTTP' }))
  const DestinationArn = `arn:aws:logs:${account.home}:${account.id}:log-group:api`
  const settings = { AccessLogSettings: { DestinationArn, Format: '$context.requestId' } }
  await client.send(new http.CreateStageCommand({ ApiId, StageName: 'logged', ...settings }))
  await client.send(new http.CreateStageCommand({ ApiId, StageName: 'unlogged' }))
  account.expect(`arn:aws:apigateway:${account.home}::/apis/${ApiId}/stages/logged`, { 1024: 'PASS' })
  account.expect(`arn:aws:apigateway:${account.home}::/apis/${ApiId}/stages/unlogged`, { 1024: 'FAIL' })

  const rest = await account.client('apigateway')
  const { id: restApiId = '', rootResourceId: resourceId } = await rest.send(
    new gateway.CreateRestApiCommand({ name: 'rest-api' }),
  )
  const method = { restApiId, resourceId, httpMethod: 'GET' }
  await rest.send(new gateway.PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  await rest.send(new gateway.PutIntegrationCommand({ ...method, type: 'MOCK' }))
  await rest.send(new gateway.CreateDeploymentCommand({ restApiId, stageName: 'unlogged' }))
  account.expect(`arn:aws:apigateway:${account.home}::/restapis/${restApiId}/stages/unlogged`, { 1024: 'FAIL' })
}

async function fillDistributions(account: Account): Promise<void> {
  const client = await account.client('cloudfront')
  for (const [CallerReference, isLogged] of [
    ['logged', true],
    ['unlogged', false],
  ] as const) {
    const origin = {
      Id: 'o',
      DomainName: 'origin.example.com',
      CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
    } as const
    const { Distribution } = await client.send(
      new CreateDistributionCommand({
        DistributionConfig: {
          CallerReference,
          Comment: CallerReference,
          Enabled: true,
          Origins: { Quantity: 1, Items: [origin] },
          DefaultCacheBehavior: {
            TargetOriginId: 'o',
            ViewerProtocolPolicy: 'https-only',
            ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
            MinTTL: 0,
          },
          Logging: {
            Enabled: isLogged,
            IncludeCookies: false,
            Bucket: isLogged ? 'logs.s3.amazonaws.com' : '',
            Prefix: '',
          },
        },
      }),
    )
    account.expect(Distribution?.ARN ?? CallerReference, { 1024: isLogged ? 'PASS' : 'FAIL' })
  }
}
