import type { ResourceRef } from '../../../shared/resource.ts'
import { dataExamples } from './examples-aws-data.ts'
import { frontExamples } from './examples-aws-front.ts'
import { identityExamples } from './examples-aws-identity.ts'
import { loggingExamples } from './examples-aws-logging.ts'
import { networkExamples } from './examples-aws-network.ts'
import { servicesExamples } from './examples-aws-services.ts'

const account = '111122223333'
const subscription = '11111111-2222-4333-8444-555555555555'
const group = `/subscriptions/${subscription}/resourceGroups/web-rg/providers`
const compute = '//compute.googleapis.com/projects/acme-shop'

const examples: readonly ResourceRef[] = [
  aws('aws.account', `arn:aws:iam::${account}:root`, account, 'global'),
  aws('aws.region', `arn:aws:ec2:eu-west-1:${account}:region/eu-west-1`, 'eu-west-1', 'eu-west-1'),
  aws('aws.iam.user', `arn:aws:iam::${account}:user/ops/alice.b+c=d,e@f`, 'alice.b+c=d,e@f', 'global'),
  aws('aws.s3.bucket', 'arn:aws:s3:::acme-orders.archive', 'acme-orders.archive', 'eu-west-1'),
  aws('aws.ec2.vpc', `arn:aws:ec2:eu-west-1:${account}:vpc/vpc-0a1b2c3d4e5f60718`, 'main', 'eu-west-1'),
  aws('aws.ec2.security-group', `arn:aws:ec2:eu-west-1:${account}:security-group/sg-0a1b2c3d`, 'web', 'eu-west-1'),
  aws('aws.ec2.instance', `arn:aws:ec2:us-east-1:${account}:instance/i-0a1b2c3d4e5f60718`, 'web-1', 'us-east-1'),
  ...dataExamples,
  ...frontExamples,
  ...identityExamples,
  ...loggingExamples,
  ...networkExamples,
  ...servicesExamples,
  azure('azure.subscription', `/subscriptions/${subscription}`, 'Production', 'global'),
  azure('azure.network.security-group', `${group}/Microsoft.Network/networkSecurityGroups/web-nsg`, 'web-nsg'),
  azure('azure.storage.account', `${group}/Microsoft.Storage/storageAccounts/acmeorders`, 'acmeorders'),
  azure('azure.compute.virtual-machine', `${group}/Microsoft.Compute/virtualMachines/web-1`, 'web-1'),
  gcp('gcp.project', '//cloudresourcemanager.googleapis.com/projects/acme-shop', 'acme-shop', 'global'),
  gcp('gcp.compute.network', `${compute}/global/networks/default`, 'default', 'global'),
  gcp('gcp.compute.firewall', `${compute}/global/firewalls/default-allow-ssh`, 'default-allow-ssh', 'global'),
  gcp('gcp.compute.instance', `${compute}/zones/europe-west1-b/instances/web-1`, 'web-1', 'europe-west1-b'),
  gcp('gcp.storage.bucket', '//storage.googleapis.com/acme_shop.uploads', 'acme_shop.uploads', 'eu'),
]

function aws(type: string, id: string, name: string, region: string): ResourceRef {
  return { cloud: 'aws', type, id, name, account, region }
}

function azure(type: string, id: string, name: string, region = 'westeurope'): ResourceRef {
  return { cloud: 'azure', type, id, name, account: subscription, region }
}

function gcp(type: string, id: string, name: string, region: string): ResourceRef {
  return { cloud: 'gcp', type, id, name, account: 'acme-shop', region }
}

/** One resource of each type. */
export const exampleIds: Record<string, ResourceRef> = Object.fromEntries(
  examples.map((resource) => [resource.type, resource]),
)
