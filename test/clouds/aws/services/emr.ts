import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

export type EmrEstate = { clusters: EmrCluster[] }

export type EmrCluster = {
  id: string
  name: string
  region: string
  /** `RUNNING`, `WAITING`, `TERMINATED`, … */
  state: string
  created: string
  tags?: Record<string, string>
  logUri?: string
  securityConfiguration?: string
  subnet?: string
  groups?: string[]
}

/** https://docs.aws.amazon.com/emr/latest/APIReference/API_Operations.html; times are seconds since 1970. */
export const emr = answerJson({
  ListClusters({ region, parameters: { Marker: token, ClusterStates: states } }, account, world) {
    const wanted = clustersIn(account, region).filter(({ state }) => !Array.isArray(states) || states.includes(state))
    const { items, next } = jsonPage(wanted, { token, size: 50, world })
    return { Clusters: items.map((cluster) => summary(account, cluster)), ...(next ? { Marker: next } : {}) }
  },

  DescribeCluster({ region, parameters: { ClusterId: id } }, account) {
    const cluster = clustersIn(account, region).find((one) => one.id === id)
    if (!cluster) throw new AwsRefusal(400, 'InvalidRequestException', `Cluster id '${id}' is not valid.`)
    const { groups: [master, worker, ...more] = [], subnet, tags = {}, logUri, securityConfiguration } = cluster
    return {
      Cluster: {
        ...summary(account, cluster),
        ...{ ReleaseLabel: 'emr-7.9.0', Applications: [{ Name: 'Spark', Version: '3.5.5' }] },
        ...{ TerminationProtected: true, ServiceRole: 'EMR_DefaultRole_V2', AutoTerminate: false },
        ...(logUri ? { LogUri: logUri } : {}),
        ...(securityConfiguration ? { SecurityConfiguration: securityConfiguration } : {}),
        Ec2InstanceAttributes: {
          ...{ Ec2SubnetId: subnet, IamInstanceProfile: 'EMR_EC2_DefaultRole', Ec2AvailabilityZone: `${region}a` },
          ...{ EmrManagedMasterSecurityGroup: master, EmrManagedSlaveSecurityGroup: worker },
          AdditionalMasterSecurityGroups: more,
        },
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        KerberosAttributes: { Realm: 'EC2.INTERNAL', KdcAdminPassword: 'simulated-secret' },
      },
    }
  },
})

const clustersIn = ({ emr: held }: AwsAccount, region: string) =>
  held?.clusters.filter((cluster) => cluster.region === region) ?? []

const summary = ({ id: account, partition = 'aws' }: AwsAccount, { id, name, region, state, created }: EmrCluster) => ({
  ...{ Id: id, Name: name, ClusterArn: `arn:${partition}:elasticmapreduce:${region}:${account}:cluster/${id}` },
  Status: { State: state, Timeline: { CreationDateTime: Date.parse(created) / 1000 } },
})
