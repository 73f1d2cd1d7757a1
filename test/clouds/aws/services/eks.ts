import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type EksEstate = { clusters: EksCluster[] }

export type EksCluster = {
  name: string
  region: string
  version?: string
  created?: string
  tags?: Record<string, string>
  role?: string
  vpc?: string
  subnets?: string[]
  groups?: string[]
  /** Ranges that reach the API server from the internet; not reachable at all where absent. */
  publicFrom?: string[]
  logTypes?: string[]
  /** ARN of the key that encrypts secrets. */
  secretsKey?: string
  nodegroups?: { name: string; role?: string; instanceTypes?: string[]; sshKey?: string; sshFrom?: string[] }[]
  fargateProfiles?: { name: string; role?: string; namespaces: string[] }[]
}

export const eksRoutes: readonly Route[] = [
  ['GET', '/clusters', 'ListClusters'],
  ['GET', '/clusters/{name}', 'DescribeCluster'],
  ['GET', '/clusters/{name}/node-groups', 'ListNodegroups'],
  ['GET', '/clusters/{name}/node-groups/{part}', 'DescribeNodegroup'],
  ['GET', '/clusters/{name}/fargate-profiles', 'ListFargateProfiles'],
  ['GET', '/clusters/{name}/fargate-profiles/{part}', 'DescribeFargateProfile'],
]

type Call = { readonly region: string; readonly parameters: Readonly<Record<string, unknown>> }

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html; times are seconds since 1970. */
export const eks = answerJson({
  ListClusters({ region, parameters: { nextToken: token, maxResults: size } }, account, world) {
    const names = clustersIn(account, region).map(({ name }) => name)
    const { items, next } = jsonPage(names, { token, size, world })
    return { clusters: items, nextToken: next ?? null }
  },

  DescribeCluster(call, account) {
    const cluster = find(call, account)
    const { name, version = '1.34', logTypes = [], secretsKey, publicFrom, tags = {} } = cluster
    return {
      cluster: {
        ...{ name, arn: arnOf(account, cluster, `cluster/${name}`), createdAt: seconds(cluster), version, tags },
        ...{ status: 'ACTIVE', platformVersion: 'eks.12', roleArn: cluster.role, deletionProtection: false },
        accessConfig: { authenticationMode: 'API' },
        resourcesVpcConfig: {
          ...{ vpcId: cluster.vpc, subnetIds: cluster.subnets ?? [], securityGroupIds: cluster.groups ?? [] },
          ...{ endpointPublicAccess: publicFrom !== undefined, endpointPrivateAccess: true },
          publicAccessCidrs: publicFrom ?? [],
        },
        logging: {
          clusterLogging: [
            { types: logTypes, enabled: true },
            { types: allLogs.filter((kind) => !logTypes.includes(kind)), enabled: false },
          ],
        },
        ...(secretsKey ? { encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: secretsKey } }] } : {}),
      },
    }
  },

  ListNodegroups(call, account, world) {
    const names = (find(call, account).nodegroups ?? []).map(({ name }) => name)
    const { items, next } = jsonPage(names, { token: call.parameters.nextToken, world })
    return { nodegroups: items, nextToken: next ?? null }
  },

  DescribeNodegroup(call, account) {
    const cluster = find(call, account)
    const group = cluster.nodegroups?.find(({ name }) => name === call.parameters.part)
    if (!group) throw notFound('node group')
    const { name, role, instanceTypes = ['m6i.large'], sshKey, sshFrom } = group
    return {
      nodegroup: {
        ...{ nodegroupName: name, clusterName: cluster.name, status: 'ACTIVE', version: cluster.version ?? '1.34' },
        nodegroupArn: arnOf(account, cluster, `nodegroup/${cluster.name}/${name}/${uuid}`),
        ...{ createdAt: seconds(cluster), capacityType: 'ON_DEMAND', instanceTypes, amiType: 'AL2023_x86_64_STANDARD' },
        ...{ nodeRole: role, subnets: cluster.subnets ?? [], tags: cluster.tags ?? {} },
        scalingConfig: { minSize: 1, maxSize: 6, desiredSize: 3 },
        ...(sshKey ? { remoteAccess: { ec2SshKey: sshKey, ...(sshFrom && { sourceSecurityGroups: sshFrom }) } } : {}),
      },
    }
  },

  ListFargateProfiles(call, account, world) {
    const names = (find(call, account).fargateProfiles ?? []).map(({ name }) => name)
    const { items, next } = jsonPage(names, { token: call.parameters.nextToken, world })
    return { fargateProfileNames: items, nextToken: next ?? null }
  },

  DescribeFargateProfile(call, account) {
    const cluster = find(call, account)
    const profile = cluster.fargateProfiles?.find(({ name }) => name === call.parameters.part)
    if (!profile) throw notFound('Fargate profile')
    const { name, role, namespaces } = profile
    return {
      fargateProfile: {
        ...{ fargateProfileName: name, clusterName: cluster.name, status: 'ACTIVE', createdAt: seconds(cluster) },
        fargateProfileArn: arnOf(account, cluster, `fargateprofile/${cluster.name}/${name}/${uuid}`),
        ...{ podExecutionRoleArn: role, subnets: cluster.subnets ?? [], tags: cluster.tags ?? {} },
        selectors: namespaces.map((namespace) => ({ namespace })),
      },
    }
  },
})

const allLogs = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']
const uuid = 'a2c51527-da50-031f-1130-c5d5d77be06c'
const seconds = ({ created = '2025-03-01T09:00:00.000Z' }: EksCluster) => Date.parse(created) / 1000

const clustersIn = ({ eks: held }: AwsAccount, region: string) =>
  held?.clusters.filter((cluster) => cluster.region === region) ?? []

const arnOf = ({ id, partition = 'aws' }: AwsAccount, { region }: EksCluster, resource: string) =>
  `arn:${partition}:eks:${region}:${id}:${resource}`

function find({ region, parameters: { name } }: Call, account: AwsAccount): EksCluster {
  const found = clustersIn(account, region).find((cluster) => cluster.name === name)
  if (!found) throw notFound('cluster')
  return found
}

const notFound = (what: string) => new AwsRefusal(404, 'ResourceNotFoundException', `No ${what} found.`)
