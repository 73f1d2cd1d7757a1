import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { readFunctionPolicies } from './lambda-policies.ts'
import { judgeResourcePolicy, type PolicyText, resourcePolicyFields } from './resource-policy.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly function: FunctionConfiguration
  /** Those of the function itself and of its aliases. */
  readonly policies?: readonly PolicyText[] | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

/**
 * Environment variables come with every answer, and are never kept: they hold secrets.
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 */
export const lambdaFunction = defineAwsType({
  type: 'aws.lambda.function',
  label: 'Lambda function',
  code: 'LAMBDA',
  service: 'Lambda',
  scope: 'region',
  isPaced: true,
  permissions: [
    ...['lambda:ListFunctions', 'lambda:GetFunctionConfiguration', 'lambda:GetPolicy', 'lambda:ListAliases'],
    'tag:GetResources',
  ],
  relations: {
    role: { type: 'aws.iam.role', key: 'roleArn', label: 'Execution role' },
    logGroup: { type: 'aws.logs.log-group', key: 'logGroup', match: 'groupName', label: 'Log group' },
    key: { type: 'aws.kms.key', key: 'kmsKeyArn', label: 'Encryption key' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    securityGroups: {
      ...{ type: 'aws.ec2.security-group', key: 'securityGroupIds', match: 'groupId' },
      label: 'Security groups',
    },
  },
  fields: z.object({
    /** Absent for an image. */
    runtime: z.string().optional(),
    /** `Zip` or `Image`. */
    packageType: z.string().optional(),
    architectures: z.array(z.string()),
    roleArn: z.string().optional(),
    /** Key of KMS that encrypts its environment; absent for the one that AWS keeps. */
    kmsKeyArn: z.string().optional(),
    /** Name of the log group that it writes to. */
    logGroup: z.string().optional(),
    /** `Active` or `PassThrough`. */
    tracing: z.string().optional(),
    timeoutSeconds: z.number().optional(),
    memoryMegabytes: z.number().optional(),
    lastModified: z.string().optional(),
    vpcId: z.string().optional(),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
    ...resourcePolicyFields,
  }),

  async *list(context) {
    const { paginateListFunctions } = await import('@aws-sdk/client-lambda')
    const tagsOf = lazyTags(context, ['lambda:function'])
    const pages = paginateListFunctions({ client: await context.clients.lambda(), pageSize: 50 }, {})
    async function* functions() {
      for await (const { Functions = [] } of pages) yield* Functions
    }
    yield* concurrently(functions(), functionsAtOnce, async (each) => {
      const tags = await tagsOf()
      return readFunction(context, each, { tags: tags.of(each.FunctionArn), unread: tags.unread })
    })
  },

  async one(context, arn) {
    const { GetFunctionConfigurationCommand } = await import('@aws-sdk/client-lambda')
    const client = await context.clients.lambda()
    const found = await unlessAbsent(['ResourceNotFound'], () =>
      client.send(new GetFunctionConfigurationCommand({ FunctionName: arn })),
    )
    if (!found) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    return readFunction(context, found, { tags, unread: ask.unread })
  },

  normalise: (raw: Raw, context) => {
    const { FunctionName = '', FunctionArn = '', VpcConfig = {}, ...given } = raw.function
    const unread = raw.unread ?? []
    const policy = judgeResourcePolicy({ policies: raw.policies ?? [], unread, operation: 'lambda:GetPolicy' })
    return {
      id: FunctionArn,
      name: FunctionName,
      region: context.region,
      tags: raw.tags ?? {},
      config: {
        runtime: given.Runtime,
        packageType: given.PackageType,
        architectures: given.Architectures ?? [],
        roleArn: given.Role,
        kmsKeyArn: given.KMSKeyArn || undefined,
        logGroup: given.LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`,
        tracing: given.TracingConfig?.Mode,
        timeoutSeconds: given.Timeout,
        memoryMegabytes: given.MemorySize,
        lastModified: isoTime(given.LastModified),
        vpcId: VpcConfig.VpcId || undefined,
        subnetIds: [...(VpcConfig.SubnetIds ?? [])].sort(),
        securityGroupIds: [...(VpcConfig.SecurityGroupIds ?? [])].sort(),
        ...policy.config,
      },
      unread: [...unread, ...policy.unread],
    }
  },
})

const functionsAtOnce = 8

async function readFunction(
  context: CollectContext<'aws'>,
  { Environment: _secret, ...shown }: FunctionConfiguration,
  { tags, unread }: { readonly tags: TagMap | undefined; readonly unread: readonly Unread[] },
): Promise<Raw> {
  const read = await readFunctionPolicies(context, shown.FunctionArn ?? '')
  return { function: shown, policies: read.policies, tags, unread: [...unread, ...read.unread] }
}
