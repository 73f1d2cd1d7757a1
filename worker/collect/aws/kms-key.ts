import type { GetKeyRotationStatusResponse, KeyListEntry, KeyMetadata } from '@aws-sdk/client-kms'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import type { Reader } from '../../reader.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { parseArn } from './arn.ts'
import { judgeResourcePolicy, resourcePolicyFieldNames, resourcePolicyFields } from './resource-policy.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly arn: string
  readonly metadata?: Partial<KeyMetadata> | undefined
  readonly aliases?: readonly string[] | undefined
  readonly rotation?: GetKeyRotationStatusResponse | undefined
  readonly policy?: string | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

const metadataFields = {
  description: z.string().optional(),
  created: z.string().optional(),
  /** `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport`, `Unavailable`, … */
  state: z.string().optional(),
  keySpec: z.string().optional(),
  usage: z.string().optional(),
  /** Where its material comes from: `AWS_KMS`, `EXTERNAL`, `AWS_CLOUDHSM`, `EXTERNAL_KEY_STORE`. */
  origin: z.string().optional(),
  /** Follows a key of another region, whose rotation it shares. */
  isReplica: z.boolean().optional(),
  /** AWS can renew its material by itself: it is enabled, symmetric, made by KMS, and no replica. */
  canRotate: z.boolean().optional(),
  deletionDate: z.string().optional(),
}
const rotationFields = { rotationEnabled: z.boolean().optional(), rotationPeriod: z.int().optional() }

/** Keys that customers made; those that services of AWS made are left out. */
export const kmsKey = defineAwsType({
  type: 'aws.kms.key',
  label: 'KMS key',
  code: 'KMS_KEY',
  service: 'KMS',
  scope: 'region',
  permissions: [
    ...['kms:ListKeys', 'kms:ListAliases', 'kms:DescribeKey', 'kms:GetKeyRotationStatus', 'kms:GetKeyPolicy'],
    'tag:GetResources',
  ],
  fields: z.object({
    keyId: z.string(),
    aliases: z.array(z.string()).optional(),
    ...metadataFields,
    ...rotationFields,
    ...resourcePolicyFields,
  }),

  async *list(context) {
    const ask = context.reader()
    const aliases = await ask(['aliases'], () => aliasesOf(context))
    const tagsOf = lazyTags(context, ['kms'])
    const keys = concurrently(customerKeys(context, aliases), keysAtOnce, async ({ KeyId = '', KeyArn = '' }) => {
      const [tags, read] = await Promise.all([tagsOf(), readKey(context, KeyArn)])
      return {
        ...read,
        aliases: aliases && (aliases.get(KeyId) ?? []),
        tags: tags.of(KeyArn),
        unread: [...read.unread, ...ask.unread, ...tags.unread],
      }
    })
    for await (const key of keys) if (key.metadata?.KeyManager !== 'AWS') yield key
  },

  async one(context, arn) {
    const { DescribeKeyCommand } = await import('@aws-sdk/client-kms')
    const client = await context.clients.kms()
    const found = await unlessAbsent(['NotFound', 'InvalidArn'], () =>
      client.send(new DescribeKeyCommand({ KeyId: arn })),
    )
    if (found?.KeyMetadata?.Arn !== arn) return undefined
    const ask = context.reader()
    const [aliases, tags] = await Promise.all([
      ask(['aliases'], () => aliasesOf(context, arn)),
      ask(['tags'], () => tagsOfResource(context, arn)),
    ])
    const read = await readRest(context, found.KeyMetadata, ask)
    return { arn, ...read, aliases: aliases && [...aliases.values()].flat(), tags, unread: ask.unread }
  },

  normalise: ({ arn, metadata, aliases, rotation, policy, tags = {}, unread = [] }: Raw, context) => {
    const { id } = parseArn(arn)
    const isAsked = metadata?.KeyState === 'Enabled'
    const judged = judgeResourcePolicy({ policies: [{ text: policy }], unread, operation: 'kms:GetKeyPolicy' })
    return {
      id: arn,
      name: aliases?.[0]?.replace(/^alias\//, '') ?? id,
      region: context.region,
      tags,
      config: {
        keyId: id,
        aliases: aliases && [...aliases],
        ...(metadata && settings(metadata)),
        ...(rotation && {
          rotationEnabled: rotation.KeyRotationEnabled === true,
          rotationPeriod: rotation.RotationPeriodInDays,
        }),
        ...(isAsked ? judged.config : {}),
      },
      unread: [...unread, ...(isAsked ? judged.unread : [])],
    }
  },
})

const keysAtOnce = 8

/** Every key but those whose alias tells that a service of AWS made them: they need not be described at all. */
async function* customerKeys(
  { clients }: CollectContext<'aws'>,
  aliases: ReadonlyMap<string, readonly string[]> | undefined,
): AsyncIterable<KeyListEntry> {
  const { paginateListKeys } = await import('@aws-sdk/client-kms')
  for await (const { Keys = [] } of paginateListKeys({ client: await clients.kms(), pageSize: 1000 }, {}))
    yield* Keys.filter(({ KeyId = '' }) => !aliases?.get(KeyId)?.some((name) => name.startsWith('alias/aws/')))
}

/** Aliases by the id of their key. */
async function aliasesOf({ clients }: CollectContext<'aws'>, KeyId?: string): Promise<ReadonlyMap<string, string[]>> {
  const { paginateListAliases } = await import('@aws-sdk/client-kms')
  const byKey = new Map<string, string[]>()
  const pages = paginateListAliases(
    { client: await clients.kms(), pageSize: 100 },
    KeyId === undefined ? {} : { KeyId },
  )
  for await (const { Aliases = [] } of pages) {
    for (const { TargetKeyId, AliasName } of Aliases) {
      if (!TargetKeyId || !AliasName) continue
      byKey.set(TargetKeyId, [...(byKey.get(TargetKeyId) ?? []), AliasName].sort())
    }
  }
  return byKey
}

type Read = Pick<Raw, 'arn' | 'metadata' | 'rotation' | 'policy'> & { readonly unread: readonly Unread[] }

async function readKey(context: CollectContext<'aws'>, arn: string): Promise<Read> {
  const { DescribeKeyCommand } = await import('@aws-sdk/client-kms')
  const client = await context.clients.kms()
  const ask = context.reader()
  const fields = [...Object.keys(metadataFields), ...Object.keys(rotationFields), ...resourcePolicyFieldNames]
  const answer = await ask(fields, () => client.send(new DescribeKeyCommand({ KeyId: arn })))
  const metadata = answer?.KeyMetadata
  return { arn, ...(metadata ? await readRest(context, metadata, ask) : {}), unread: ask.unread }
}

/** Rotation and policy, of the keys that can have the one, and of those whose other can let anybody in. */
async function readRest({ clients }: CollectContext<'aws'>, metadata: KeyMetadata, ask: Reader) {
  const { GetKeyRotationStatusCommand, GetKeyPolicyCommand } = await import('@aws-sdk/client-kms')
  if (metadata.KeyManager === 'AWS' || metadata.KeyState !== 'Enabled') return { metadata }
  const client = await clients.kms()
  const KeyId = metadata.Arn ?? metadata.KeyId
  const [rotation, policy] = await Promise.all([
    canRotate(metadata)
      ? ask(Object.keys(rotationFields), () => client.send(new GetKeyRotationStatusCommand({ KeyId })))
      : undefined,
    ask(resourcePolicyFieldNames, () => client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }))),
  ])
  return { metadata, rotation, policy: policy?.Policy }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable.html */
const canRotate = (key: Partial<KeyMetadata>) =>
  key.KeyState === 'Enabled' &&
  (key.KeySpec ?? key.CustomerMasterKeySpec) === 'SYMMETRIC_DEFAULT' &&
  key.Origin === 'AWS_KMS' &&
  key.MultiRegionConfiguration?.MultiRegionKeyType !== 'REPLICA'

const settings = (key: Partial<KeyMetadata>) => ({
  description: key.Description || undefined,
  created: isoTime(key.CreationDate),
  state: key.KeyState,
  keySpec: key.KeySpec ?? key.CustomerMasterKeySpec,
  usage: key.KeyUsage,
  origin: key.Origin,
  isReplica: key.MultiRegionConfiguration?.MultiRegionKeyType === 'REPLICA',
  canRotate: canRotate(key),
  deletionDate: isoTime(key.DeletionDate),
})
