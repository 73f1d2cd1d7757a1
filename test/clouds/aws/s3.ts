import { page } from '../page.ts'
import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './call.ts'
import type { AwsAccessBlock, AwsAccount, AwsBucket } from './estate.ts'
import { element, field, type Xml } from './xml.ts'

export function answerS3(call: AwsCall, world: AwsWorld): AwsAnswer {
  const { account, action } = call
  if (!account) throw new AwsRefusal(403, 'AccessDenied', 'Access Denied')
  if (action === 'ListBuckets') return listBuckets(call, account, world)
  const answer = answers[action]
  if (!answer) throw new AwsRefusal(501, 'NotImplemented', 'A header or query you provided is not implemented')
  return answer(findBucket(call, account), account)
}

export function answerS3Control({ account, action }: AwsCall): AwsAnswer {
  if (!account || action !== 'GetPublicAccessBlock') throw new AwsRefusal(403, 'AccessDenied', 'Access Denied')
  return accessBlock(account.publicAccessBlock)
}

const answers: Readonly<Record<string, (bucket: AwsBucket, account: AwsAccount) => AwsAnswer>> = {
  GetBucketAcl: ({ grants = [] }, account) => ({
    body: element(
      'AccessControlPolicy',
      element('Owner', field('ID', ownerId(account))),
      element(
        'AccessControlList',
        grant('CanonicalUser', field('ID', ownerId(account)), 'FULL_CONTROL'),
        ...grants.map(groupGrant),
      ),
    ),
  }),

  GetBucketPolicy({ policy, name }) {
    if (policy === undefined)
      throw new AwsRefusal(404, 'NoSuchBucketPolicy', `The bucket policy of ${name} does not exist`)
    return { body: policy, headers: { 'content-type': 'application/json' } }
  },

  GetPublicAccessBlock: ({ publicAccessBlock }) => accessBlock(publicAccessBlock),

  GetBucketLogging: ({ logging }) => ({
    body: element(
      'BucketLoggingStatus',
      logging &&
        element('LoggingEnabled', field('TargetBucket', logging.bucket), field('TargetPrefix', logging.prefix ?? '')),
    ),
  }),

  GetBucketVersioning: ({ versioning, mfaDelete }) => ({
    body: element('VersioningConfiguration', field('Status', versioning), field('MfaDelete', mfaDelete)),
  }),
}

/** Regions are told to those who ask for pages alone. */
function listBuckets({ input }: AwsCall, account: AwsAccount, { pageSize }: AwsWorld): AwsAnswer {
  const prefix = input.get('prefix') ?? ''
  const wanted = input.get('max-buckets')
  const named = prefix ? account.buckets.filter(({ name }) => name.startsWith(prefix)) : account.buckets
  const size = wanted === null ? Number.POSITIVE_INFINITY : pageSize
  const { items, next } = page(named, input.get('continuation-token'), Math.min(Number(wanted ?? 10_000), size))
  const bucket = ({ name, created, region }: AwsBucket) =>
    element(
      'Bucket',
      field('Name', name),
      field('CreationDate', created),
      field('BucketRegion', wanted === null ? undefined : region),
    )
  return {
    body: element(
      'ListAllMyBucketsResult',
      element('Buckets', ...items.map(bucket)),
      element('Owner', field('ID', ownerId(account))),
      field('ContinuationToken', next),
    ),
  }
}

function findBucket({ bucket, region }: AwsCall, { buckets }: AwsAccount): AwsBucket {
  const found = buckets.find(({ name }) => name === bucket)
  if (!found) throw new AwsRefusal(404, 'NoSuchBucket', 'The specified bucket does not exist')
  if (found.region === region) return found
  throw new AwsRefusal(301, 'PermanentRedirect', 'The bucket must be addressed using its own endpoint.', {
    'x-amz-bucket-region': found.region,
  })
}

function accessBlock(block: AwsAccessBlock | undefined): AwsAnswer {
  if (!block) throw new AwsRefusal(404, 'NoSuchPublicAccessBlockConfiguration', 'The public access block was not found')
  return {
    body: element(
      'PublicAccessBlockConfiguration',
      field('BlockPublicAcls', block.blockPublicAcls),
      field('IgnorePublicAcls', block.ignorePublicAcls),
      field('BlockPublicPolicy', block.blockPublicPolicy),
      field('RestrictPublicBuckets', block.restrictPublicBuckets),
    ),
  }
}

const ownerId = ({ id }: AwsAccount) => id.padEnd(64, '0')

const groupGrant = ({ to, permission }: NonNullable<AwsBucket['grants']>[number]): Xml =>
  grant(
    'Group',
    field('URI', `http://acs.amazonaws.com/groups/${to === 'LogDelivery' ? 's3' : 'global'}/${to}`),
    permission,
  )

const grant = (type: string, who: Xml, permission: string): Xml =>
  element(
    'Grant',
    `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${who}</Grantee>`,
    field('Permission', permission),
  )
