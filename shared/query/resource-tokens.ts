import { clouds } from '../resource.ts'
import { configAliases } from './config-aliases.ts'
import { byService, byType } from './names.ts'
import type { Token } from './token.ts'

/** What can be asked of a resource. */
export const resourceTokens: readonly Token[] = [
  {
    name: 'resource.id',
    aliases: ['id', 'arn', 'resourceId', 'uuid'],
    kind: 'text',
    isSearched: true,
    description: 'The provider’s own id: an ARN, an Azure resource id, a GCP full resource name.',
  },
  {
    name: 'resource.name',
    aliases: ['name', 'resourceName'],
    kind: 'text',
    isSearched: true,
    description: 'The name of the resource.',
  },
  {
    name: 'resource.type',
    aliases: ['type', 'resourceType'],
    kind: 'keyword',
    expand: byType,
    description: 'Its type: aws.s3.bucket, BUCKET or “S3 bucket”.',
  },
  {
    name: 'service.type',
    aliases: ['service', 'resource.service', 'serviceType'],
    kind: 'keyword',
    expand: byService,
    description: 'The service that the resource belongs to, such as S3.',
  },
  {
    name: 'cloud',
    aliases: ['provider', 'cloud.type', 'cloudType'],
    kind: 'choice',
    values: clouds,
    synonyms: { amazon: 'aws', microsoft: 'azure', google: 'gcp' },
    description: 'The cloud: aws, azure or gcp.',
  },
  {
    name: 'account.id',
    aliases: ['account', 'accountId', 'subscription.id', 'subscriptionId', 'project.id', 'projectId'],
    kind: 'keyword',
    description: 'AWS account id, Azure subscription id or GCP project id.',
  },
  {
    name: 'region',
    aliases: ['resource.region', 'location'],
    kind: 'keyword',
    description: 'Region, location or zone; global for what has none.',
  },
  { name: 'tag', aliases: ['tags'], kind: 'nested', description: 'One tag: tag:(key:env and value:prod).' },
  {
    name: 'resource.result',
    kind: 'choice',
    values: ['PASS', 'FAIL', 'UNKNOWN'],
    description: 'FAIL: a control fails; UNKNOWN: one has no answer; PASS: neither, and it was evaluated.',
  },
  {
    name: 'resource.failing',
    aliases: ['failing', 'failedControls'],
    kind: 'number',
    description: 'How many controls it fails.',
  },
  {
    name: 'resource.unknown',
    aliases: ['unknown'],
    kind: 'number',
    description: 'How many controls have no answer for it.',
  },
  { name: 'resource.evaluated', aliases: ['evaluated'], kind: 'number', description: 'How many controls judge it.' },
  {
    name: 'firstDiscovered',
    aliases: ['resource.firstDiscovered', 'dateDiscovered'],
    kind: 'date',
    description: 'When it was first found.',
  },
  {
    name: 'lastFound',
    aliases: ['resource.lastFound', 'dateLastFound'],
    kind: 'date',
    description: 'When it was last found.',
  },
  { name: 'unread', kind: 'keyword', description: 'A field of it that could not be read.' },
  ...configAliases,
]
