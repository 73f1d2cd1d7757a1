import type { Control } from '../../shared/control.ts'
import type { Criticality } from '../../shared/evaluation.ts'
import type { SyncEvaluation, SyncResource } from '../../shared/sync.ts'
import type { FakeEstate } from './fake-estate.ts'

export const account = '111122223333'
export const subscription = '11111111-2222-4333-8444-555555555555'
export const project = 'acme-shop'
export const networkGroup = `/subscriptions/${subscription}/resourceGroups/web-rg/providers/Microsoft.Network/networkSecurityGroups/web-nsg`

/** A bucket whose name fills its cell; a user whose name holds what must not show or act. */
export const longName = `acme-${'very-'.repeat(10)}long`
export const hostileName = '<img src=x onerror=alert(1)>\u202egnp.\u200b$(id)'

const control = (cid: number, resource: string, criticality: Criticality, title: string): Control => ({
  cid,
  slug: `fake/${cid}`,
  title,
  cloud: resource.split('.')[0] as Control['cloud'],
  service: 'Fake',
  resources: [resource],
  criticality,
  evaluates: 'Whether the setting is as it should be.',
  rationale: 'What is deleted or overwritten by mistake can then be restored.',
  remediation: {
    view: resource === 'aws.s3.bucket' ? 'properties' : resource.includes('security-group') ? 'inbound' : 'details',
    steps: [
      'Open {name} and select Properties.',
      'Under Bucket Versioning choose Edit, then Enable, then Save changes.',
      'Check that {shortId} in {region} shows Enabled.',
    ],
    cli: 'aws s3api put-bucket-versioning --bucket {name} --versioning-configuration Status=Enabled',
    terraform:
      'resource "aws_s3_bucket_versioning" "this" {\n  bucket = "{name}"\n  versioning_configuration {\n    status = "Enabled"\n  }\n}',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
  policies: [],
})

const controls: readonly Control[] = [
  control(48, 'aws.s3.bucket', 'HIGH', 'Ensure versioning is enabled for S3 buckets'),
  control(47, 'aws.s3.bucket', 'MEDIUM', 'Ensure access logging is enabled for S3 buckets'),
  control(46, 'aws.s3.bucket', 'LOW', 'Ensure buckets have a life cycle rule'),
  control(41, 'aws.ec2.security-group', 'HIGH', 'Ensure no security groups allow ingress from 0.0.0.0/0 to port 22'),
  control(1033, 'aws.ec2.instance', 'MEDIUM', 'Ensure instances demand IMDSv2'),
  control(1, 'aws.iam.user', 'HIGH', 'Ensure multi-factor authentication is enabled for all IAM users'),
  control(50029, 'azure.network.security-group', 'HIGH', 'Ensure that SSH access is restricted from the internet'),
  control(52001, 'gcp.compute.firewall', 'MEDIUM', 'Ensure that SSH access is restricted from the internet'),
  control(8, 'aws.account', 'MEDIUM', 'Ensure the password policy demands a length of 14'),
]

const sg = (id: string) => `arn:aws:ec2:eu-west-1:${account}:security-group/${id}`
const bucket = (name: string, owner = account): readonly [...SyncResource] => [
  0,
  `arn:aws:s3:::${name}`,
  'aws.s3.bucket',
  name,
  'aws',
  owner,
  'eu-west-1',
]
const aws = (type: string, id: string, name: string, region: string): SyncResource => [
  0,
  id,
  type,
  name,
  'aws',
  account,
  region,
]

const few: readonly (readonly [resource: SyncResource, fail: readonly number[], unknown?: readonly number[]])[] = [
  [bucket('orders'), [48, 47, 46]],
  [bucket('logs'), [47]],
  [bucket('thumbs'), [46], [48]],
  [bucket('sealed'), [], [48]],
  [bucket(longName), [48]],
  [bucket('elsewhere', '999988887777'), [48]],
  [aws('aws.ec2.security-group', sg('sg-0a1b2c3d'), 'default', 'eu-west-1'), [41]],
  [
    aws('aws.ec2.instance', `arn:aws:ec2:eu-west-1:${account}:instance/i-0a1b2c3d4e5f60718`, 'web-1', 'eu-west-1'),
    [1033],
  ],
  [aws('aws.iam.user', `arn:aws:iam::${account}:user/${hostileName}`, hostileName, 'global'), [1]],
  [aws('aws.account', `arn:aws:iam::${account}:root`, account, 'global'), [8]],
  [[0, networkGroup, 'azure.network.security-group', 'web-nsg', 'azure', subscription, 'westeurope'], [50029]],
  [
    [
      0,
      `//compute.googleapis.com/projects/${project}/global/firewalls/allow-ssh`,
      'gcp.compute.firewall',
      'allow-ssh',
      'gcp',
      project,
      'global',
    ],
    [52001],
  ],
]

const then = '2026-05-04T10:00:00.000Z'

/** A few resources of each cloud, and `many` buckets `row-00001`… of which every one fails. */
export function overlayEstate(many = 0): FakeEstate {
  const rows = Array.from({ length: many }, (_, i) => [bucket(`row-${String(i).padStart(5, '0')}`), [48]] as const)
  const all = [...few, ...rows].map(([[, ...rest], fail, unknown = []], i) => ({
    resource: [i + 1, ...rest] as SyncResource,
    evaluations: [...fail.map((cid) => answer(cid, i + 1, 1)), ...unknown.map((cid) => answer(cid, i + 1, 2))],
  }))
  const evaluations = all.flatMap((one) => one.evaluations)
  const none = { controls: 0, failures: 0 }
  return {
    controls,
    connectors: [],
    resources: all.map(({ resource }) => resource),
    evaluations,
    summary: {
      resources: all.length,
      evaluations: { pass: 0, fail: evaluations.length, unknown: 0, excepted: 0 },
      byCriticality: { HIGH: none, MEDIUM: none, LOW: none },
      topControls: [],
      topAccounts: [],
    },
  }
}

function answer(cid: number, rid: number, result: 1 | 2): SyncEvaluation {
  const evidence =
    result === 2
      ? {
          setting: 'Versioning Status',
          actual: 'Could not be read: access was denied',
          expected: 'needs s3:GetBucketVersioning',
        }
      : { setting: 'Versioning Status', actual: '-', expected: 'Enabled' }
  return [
    cid,
    rid,
    result,
    [evidence],
    then,
    '2026-11-02T08:00:00.000Z',
    result === 1 ? '2026-10-01T00:00:00.000Z' : null,
    null,
  ]
}
