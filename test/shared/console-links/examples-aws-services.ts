import type { ResourceRef } from '../../../shared/resource.ts'

const account = '111122223333'
const region = 'eu-west-1'
const uuid = 'a2c51527-da50-031f-1130-c5d5d77be06c'

const of = (type: string, service: string, resource: string, name: string): ResourceRef => ({
  ...{ cloud: 'aws', type, name, account, region },
  id: `arn:aws:${service}:${region}:${account}:${resource}`,
})

/** One resource of each type of this area, of the account 111122223333. */
export const servicesExamples: readonly ResourceRef[] = [
  of('aws.eks.cluster', 'eks', 'cluster/orders_eu-1', 'orders_eu-1'),
  of('aws.eks.nodegroup', 'eks', `nodegroup/orders_eu-1/workers/${uuid}`, 'workers'),
  of('aws.eks.fargate-profile', 'eks', `fargateprofile/orders_eu-1/batch/${uuid}`, 'batch'),
  of('aws.emr.cluster', 'elasticmapreduce', 'cluster/j-2AXXXXXXGAPLF', 'nightly sums'),
  of('aws.glue.catalog', 'glue', 'catalog', 'Data Catalog eu-west-1'),
  of('aws.glue.job', 'glue', 'job/load orders/daily #1', 'load orders/daily #1'),
  of('aws.guardduty.detector', 'guardduty', 'detector/12abc34d567e8fa901bc2d34e56789f0', '12abc34d567e8fa901bc2d34'),
  of('aws.codebuild.project', 'codebuild', 'project/build_site', 'build_site'),
  of('aws.ds.directory', 'ds', 'directory/d-926713b8c0', 'corp.example.com'),
  of('aws.kafka.cluster', 'kafka', `cluster/events/${uuid}-7`, 'events'),
  of('aws.accessanalyzer.analyzer', 'access-analyzer', 'analyzer/ConsoleAnalyzer-1.2', 'ConsoleAnalyzer-1.2'),
  {
    ...{ cloud: 'aws', type: 'aws.organizations.organization', name: 'o-a1b2c3d4e5', account, region: 'global' },
    id: 'arn:aws:organizations::999988887777:organization/o-a1b2c3d4e5',
  },
]
