import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

export type CodeBuildEstate = { projects: CodeBuildProject[] }

export type CodeBuildProject = {
  name: string
  region: string
  created: string
  role?: string
  sourceLocation?: string
  privileged?: boolean
  variables?: { name: string; value: string; type?: string }[]
  logsToS3?: string
  vpc?: { id: string; subnets: string[]; groups: string[] }
  tags?: Record<string, string>
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Operations.html; times are seconds since 1970. */
export const codebuild = answerJson({
  ListProjects({ region, parameters: { nextToken: token } }, account, world) {
    const names = projectsIn(account, region).map(({ name }) => name)
    const { items, next } = jsonPage(names, { token, world })
    return { projects: items, ...(next ? { nextToken: next } : {}) }
  },

  BatchGetProjects({ region, parameters: { names } }, account) {
    const wanted = Array.isArray(names) ? names.map(String) : []
    const found = projectsIn(account, region).filter(({ name }) => wanted.includes(name))
    return {
      projects: found.map((project) => toProject(account, project)),
      projectsNotFound: wanted.filter((name) => found.every((project) => project.name !== name)),
    }
  },
})

const projectsIn = ({ codebuild: held }: AwsAccount, region: string) =>
  held?.projects.filter((project) => project.region === region) ?? []

function toProject({ id, partition = 'aws' }: AwsAccount, project: CodeBuildProject) {
  const { name, region, created, vpc, logsToS3, tags = {}, variables = [] } = project
  return {
    ...{ name, arn: `arn:${partition}:codebuild:${region}:${id}:project/${name}` },
    ...{ created: Date.parse(created) / 1000, lastModified: Date.parse(created) / 1000 },
    ...{ serviceRole: project.role, encryptionKey: `arn:${partition}:kms:${region}:${id}:alias/aws/s3` },
    source: { type: 'GITHUB', location: project.sourceLocation ?? 'https://github.com/harbor/site.git' },
    environment: {
      ...{ type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:7.0', computeType: 'BUILD_GENERAL1_SMALL' },
      ...{ privilegedMode: project.privileged ?? false, environmentVariables: variables },
    },
    logsConfig: {
      cloudWatchLogs: { status: 'ENABLED' },
      s3Logs: logsToS3
        ? { status: 'ENABLED', location: logsToS3, encryptionDisabled: false }
        : { status: 'DISABLED', encryptionDisabled: false },
    },
    ...(vpc ? { vpcConfig: { vpcId: vpc.id, subnets: vpc.subnets, securityGroupIds: vpc.groups } } : {}),
    ...{ projectVisibility: 'PRIVATE', tags: Object.entries(tags).map(([key, value]) => ({ key, value })) },
  }
}
