import type { SecretListEntry } from '@aws-sdk/client-secrets-manager'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { judgeResourcePolicy, resourcePolicyFieldNames, resourcePolicyFields } from './resource-policy.ts'
import { isoTime, type Tags, tagsOf } from './values.ts'

type Raw = {
  /** What is known of it; what it keeps is never asked for. */
  readonly secret: Omit<SecretListEntry, 'SecretVersionsToStages'>
  readonly policy?: string | undefined
  readonly unread?: readonly Unread[]
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export const secretsmanagerSecret = defineAwsType({
  type: 'aws.secretsmanager.secret',
  label: 'Secret',
  code: 'SECRET',
  service: 'Secrets Manager',
  scope: 'region',
  permissions: ['secretsmanager:ListSecrets', 'secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
  relations: { key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'Encryption key' } },
  fields: z.object({
    /** Key of KMS that encrypts it: an id, an ARN or an alias; absent for the one that AWS keeps. */
    kmsKeyId: z.string().optional(),
    isRotated: z.boolean(),
    rotatesAfterDays: z.number().optional(),
    lastRotated: z.string().optional(),
    lastChanged: z.string().optional(),
    created: z.string().optional(),
    /** Service that made it and looks after it, such as `rds`. */
    owningService: z.string().optional(),
    ...resourcePolicyFields,
  }),

  async *list(context) {
    const { paginateListSecrets } = await import('@aws-sdk/client-secrets-manager')
    const pages = paginateListSecrets({ client: await context.clients.secretsmanager(), pageSize: 100 }, {})
    async function* secrets() {
      for await (const { SecretList = [] } of pages) yield* SecretList
    }
    yield* concurrently(secrets(), secretsAtOnce, (secret) => readSecret(context, secret))
  },

  async one(context, SecretId) {
    const { DescribeSecretCommand } = await import('@aws-sdk/client-secrets-manager')
    const client = await context.clients.secretsmanager()
    const secret = await unlessAbsent(['ResourceNotFound'], () => client.send(new DescribeSecretCommand({ SecretId })))
    // What waits for its deletion is described still, but no longer listed.
    return secret === undefined || secret.DeletedDate ? undefined : readSecret(context, secret)
  },

  normalise: ({ secret, policy: text, unread = [] }: Raw, context) => {
    const policy = judgeResourcePolicy({ policies: [{ text }], unread, operation: 'secretsmanager:GetResourcePolicy' })
    return {
      id: secret.ARN ?? '',
      name: secret.Name ?? '',
      region: context.region,
      tags: tagsOf(secret.Tags as Tags | undefined),
      config: {
        kmsKeyId: secret.KmsKeyId || undefined,
        isRotated: secret.RotationEnabled === true,
        rotatesAfterDays: secret.RotationRules?.AutomaticallyAfterDays,
        lastRotated: isoTime(secret.LastRotatedDate),
        lastChanged: isoTime(secret.LastChangedDate),
        created: isoTime(secret.CreatedDate),
        owningService: secret.OwningService,
        ...policy.config,
      },
      unread: [...unread, ...policy.unread],
    }
  },
})

const secretsAtOnce = 8

async function readSecret({ clients, reader }: CollectContext<'aws'>, secret: Raw['secret']): Promise<Raw> {
  const { GetResourcePolicyCommand } = await import('@aws-sdk/client-secrets-manager')
  const client = await clients.secretsmanager()
  const ask = reader()
  const answer = await ask(resourcePolicyFieldNames, () =>
    client.send(new GetResourcePolicyCommand({ SecretId: secret.ARN })),
  )
  return { secret, policy: answer?.ResourcePolicy, unread: ask.unread }
}
