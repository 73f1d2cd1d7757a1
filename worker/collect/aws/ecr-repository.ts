import type { Repository } from '@aws-sdk/client-ecr'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { judgeResourcePolicy, resourcePolicyFieldNames, resourcePolicyFields } from './resource-policy.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly repository: Repository
  readonly policy?: string | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html */
export const ecrRepository = defineAwsType({
  type: 'aws.ecr.repository',
  label: 'ECR repository',
  code: 'ECR_REPOSITORY',
  service: 'ECR',
  scope: 'region',
  permissions: ['ecr:DescribeRepositories', 'ecr:GetRepositoryPolicy', 'tag:GetResources'],
  relations: { key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'Encryption key' } },
  fields: z.object({
    uri: z.string().optional(),
    created: z.string().optional(),
    /** `MUTABLE` or `IMMUTABLE`: whether a tag may be moved to another image. */
    tagMutability: z.string().optional(),
    /** `AES256` or `KMS`. */
    encryption: z.string().optional(),
    kmsKeyId: z.string().optional(),
    ...resourcePolicyFields,
  }),

  async *list(context) {
    const { paginateDescribeRepositories } = await import('@aws-sdk/client-ecr')
    const tagsOf = lazyTags(context, ['ecr:repository'])
    const pages = paginateDescribeRepositories({ client: await context.clients.ecr(), pageSize: 1000 }, {})
    async function* repositories() {
      for await (const { repositories = [] } of pages) yield* repositories
    }
    yield* concurrently(repositories(), repositoriesAtOnce, async (repository) => {
      const [tags, read] = await Promise.all([tagsOf(), readPolicy(context, repository)])
      const own = tags.of(repository.repositoryArn)
      return { repository, policy: read.policy, tags: own, unread: [...tags.unread, ...read.unread] }
    })
  },

  async one(context, arn) {
    const { DescribeRepositoriesCommand } = await import('@aws-sdk/client-ecr')
    const client = await context.clients.ecr()
    const found = await unlessAbsent(['RepositoryNotFound'], () =>
      client.send(new DescribeRepositoriesCommand({ repositoryNames: [arn.slice(arn.indexOf('/') + 1)] })),
    )
    const repository = found?.repositories?.[0]
    if (!repository) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    const read = await readPolicy(context, repository)
    return { repository, policy: read.policy, tags, unread: [...ask.unread, ...read.unread] }
  },

  normalise: ({ repository, policy: text, tags, unread = [] }: Raw, context) => {
    const policy = judgeResourcePolicy({ policies: [{ text }], unread, operation: 'ecr:GetRepositoryPolicy' })
    return {
      id: repository.repositoryArn ?? '',
      name: repository.repositoryName ?? '',
      region: context.region,
      tags: tags ?? {},
      config: {
        uri: repository.repositoryUri,
        created: isoTime(repository.createdAt),
        tagMutability: repository.imageTagMutability,
        encryption: repository.encryptionConfiguration?.encryptionType,
        kmsKeyId: repository.encryptionConfiguration?.kmsKey,
        ...policy.config,
      },
      unread: [...unread, ...policy.unread],
    }
  },
})

const repositoriesAtOnce = 8

async function readPolicy({ clients, reader }: CollectContext<'aws'>, { repositoryName, registryId }: Repository) {
  const { GetRepositoryPolicyCommand } = await import('@aws-sdk/client-ecr')
  const client = await clients.ecr()
  const ask = reader()
  const answer = await ask(
    resourcePolicyFieldNames,
    () => client.send(new GetRepositoryPolicyCommand({ repositoryName, registryId })),
    { absent: ['RepositoryPolicyNotFound'] },
  )
  return { policy: answer?.policyText, unread: ask.unread }
}
