import type { Project } from '@aws-sdk/client-codebuild'
import { z } from 'zod'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { arnOf, parseArn } from './arn.ts'
import { isoTime, tagsOf } from './values.ts'

/** Never the values of environment variables: people keep secrets in them. */
export const codebuildProject = defineAwsType({
  type: 'aws.codebuild.project',
  label: 'CodeBuild project',
  code: 'CODEBUILD_PROJECT',
  service: 'CodeBuild',
  scope: 'region',
  permissions: ['codebuild:ListProjects', 'codebuild:BatchGetProjects'],
  relations: {
    role: { type: 'aws.iam.role', key: 'role', label: 'Role' },
    key: { type: 'aws.kms.key', key: 'encryptionKey', label: 'Key' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    securityGroups: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupIds',
      match: 'groupId',
      label: 'Security groups',
    },
  },
  fields: z.object({
    created: z.string().optional(),
    modified: z.string().optional(),
    /** `PUBLIC_READ` shows logs and artifacts of builds to everyone. */
    visibility: z.string().optional(),
    sourceType: z.string().optional(),
    /** Without the name and password that an address may hold. */
    sourceLocation: z.string().optional(),
    image: z.string().optional(),
    /** Builds may run Docker, with rights over the machine that builds. */
    privileged: z.boolean(),
    /** Names of the environment variables that anyone who may see the project can read. */
    plaintextVariables: z.array(z.string()),
    encryptionKey: z.string().optional(),
    role: z.string().optional(),
    cloudWatchLogs: z.string().optional(),
    s3Logs: z.string().optional(),
    s3LogsEncrypted: z.boolean().optional(),
    vpcId: z.string().optional(),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
  }),

  async *list(context) {
    const { paginateListProjects } = await import('@aws-sdk/client-codebuild')
    const client = await context.clients.codebuild()
    for await (const { projects = [] } of paginateListProjects({ client }, {}))
      if (projects.length > 0) yield* await get(context, projects)
  },

  one: async (context, arn) => (await get(context, [parseArn(arn).id]))[0],

  normalise: (project: Project, context) => {
    const { name = '', source, environment, logsConfig, vpcConfig } = project
    const s3 = logsConfig?.s3Logs
    return {
      id: project.arn ?? arnOf('codebuild', context, `project/${name}`),
      name,
      region: context.region,
      tags: tagsOf(project.tags?.map(({ key, value }) => ({ Key: key, Value: value }))),
      config: {
        created: isoTime(project.created),
        modified: isoTime(project.lastModified),
        visibility: project.projectVisibility,
        sourceType: source?.type,
        sourceLocation: source?.location && withoutPassword(source.location),
        image: environment?.image,
        privileged: environment?.privilegedMode === true,
        plaintextVariables: (environment?.environmentVariables ?? [])
          .flatMap((variable) => (isPlain(variable) && variable.name ? variable.name : []))
          .sort(),
        encryptionKey: project.encryptionKey,
        role: project.serviceRole,
        cloudWatchLogs: logsConfig?.cloudWatchLogs?.status,
        s3Logs: s3?.status,
        ...(s3?.status === 'ENABLED' ? { s3LogsEncrypted: s3.encryptionDisabled !== true } : {}),
        vpcId: vpcConfig?.vpcId || undefined,
        subnetIds: vpcConfig?.subnets ?? [],
        securityGroupIds: vpcConfig?.securityGroupIds ?? [],
      },
    }
  },
})

/** Variables without a type are plain text. */
const isPlain = ({ type = 'PLAINTEXT' }: { readonly type?: string | undefined }) => type === 'PLAINTEXT'

const withoutPassword = (address: string) => address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')

/** A page of ListProjects holds a hundred names, which is what one call takes. */
async function get({ clients }: CollectContext<'aws'>, names: readonly string[]): Promise<readonly Project[]> {
  const { BatchGetProjectsCommand } = await import('@aws-sdk/client-codebuild')
  const client = await clients.codebuild()
  return (await client.send(new BatchGetProjectsCommand({ names: [...names] }))).projects ?? []
}
