import type { DirectoryDescription, LogSubscription } from '@aws-sdk/client-directory-service'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { arnOf, parseArn } from './arn.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = {
  readonly directory: DirectoryDescription
  /** Name of the log group that its events go to. */
  readonly logGroup?: string | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

export const dsDirectory = defineAwsType({
  type: 'aws.ds.directory',
  label: 'Directory',
  code: 'DIRECTORY',
  service: 'Directory Service',
  scope: 'region',
  permissions: ['ds:DescribeDirectories', 'ds:ListLogSubscriptions', 'tag:GetResources'],
  relations: {
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    securityGroup: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupId',
      match: 'groupId',
      label: 'Security group',
    },
  },
  fields: z.object({
    directoryId: z.string(),
    /** `MicrosoftAD`, `SimpleAD`, `ADConnector`, `SharedMicrosoftAD`. */
    kind: z.string().optional(),
    edition: z.string().optional(),
    size: z.string().optional(),
    stage: z.string().optional(),
    created: z.string().optional(),
    alias: z.string().optional(),
    singleSignOn: z.boolean(),
    /** Whether sign-in asks a RADIUS server for a second factor: `Completed` where it does; absent where never set up. */
    radiusStatus: z.string().optional(),
    radiusProtocol: z.string().optional(),
    /** Account that shares it with this one. */
    sharedBy: z.string().optional(),
    /** Name of the log group that its events go to; absent where they are not kept. */
    logGroup: z.string().optional(),
    vpcId: z.string().optional(),
    subnetIds: z.array(z.string()),
    securityGroupId: z.string().optional(),
  }),

  async *list(context) {
    const { paginateDescribeDirectories } = await import('@aws-sdk/client-directory-service')
    const client = await context.clients.ds()
    const tagsOf = lazyTags(context, ['ds:directory'])
    const ask = context.reader()
    let logGroups: LogGroups | undefined
    for await (const { DirectoryDescriptions = [] } of paginateDescribeDirectories({ client }, {}))
      for (const directory of DirectoryDescriptions) {
        if (ask.unread.length === 0) logGroups ??= await ask(['logGroup'], () => logGroupsOf(context))
        const tags = await tagsOf()
        const { DirectoryId: id = '' } = directory
        const own = tags.of(directoryArn(context, id))
        yield { directory, logGroup: logGroups?.get(id), tags: own, unread: [...ask.unread, ...tags.unread] }
      }
  },

  async one(context, arn) {
    const sdk = await import('@aws-sdk/client-directory-service')
    const { id } = parseArn(arn)
    const client = await context.clients.ds()
    const found = await unlessAbsent(notFound, () =>
      client.send(new sdk.DescribeDirectoriesCommand({ DirectoryIds: [id] })),
    )
    const directory = found?.DirectoryDescriptions?.[0]
    if (!directory) return undefined
    const ask = context.reader()
    const logGroups = await ask(['logGroup'], () => logGroupsOf(context, id))
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    return { directory, logGroup: logGroups?.get(id), tags, unread: ask.unread }
  },

  normalise: ({ directory, logGroup, tags = {}, unread = [] }: Raw, context) => {
    const { DirectoryId = '', Name = DirectoryId } = directory
    const place = directory.VpcSettings ?? directory.ConnectSettings ?? {}
    return {
      id: directoryArn(context, DirectoryId),
      name: Name,
      region: context.region,
      tags,
      config: {
        directoryId: DirectoryId,
        kind: directory.Type,
        edition: directory.Edition,
        size: directory.Size,
        stage: directory.Stage,
        created: isoTime(directory.LaunchTime),
        alias: directory.Alias,
        singleSignOn: directory.SsoEnabled === true,
        radiusStatus: directory.RadiusStatus,
        radiusProtocol: directory.RadiusSettings?.AuthenticationProtocol,
        sharedBy: directory.OwnerDirectoryDescription?.AccountId,
        logGroup,
        vpcId: place.VpcId,
        subnetIds: place.SubnetIds ?? [],
        securityGroupId: place.SecurityGroupId,
      },
      unread,
    }
  },
})

const notFound = ['EntityDoesNotExist', 'InvalidParameter']

const directoryArn = (place: { partition: string; region: string; account: string }, id: string) =>
  arnOf('ds', place, `directory/${id}`)

/** Names of log groups, by the id of the directory whose events they receive. */
type LogGroups = ReadonlyMap<string, string | undefined>

/** Of all directories of a region, or of one. */
async function logGroupsOf({ clients }: CollectContext<'aws'>, DirectoryId?: string): Promise<LogGroups> {
  const { paginateListLogSubscriptions } = await import('@aws-sdk/client-directory-service')
  const client = await clients.ds()
  const found: LogSubscription[] = []
  for await (const page of paginateListLogSubscriptions({ client }, DirectoryId ? { DirectoryId } : {}))
    found.push(...(page.LogSubscriptions ?? []))
  return new Map(found.map((one) => [one.DirectoryId ?? '', one.LogGroupName]))
}
