import type { Cloud } from '../../../shared/resource.ts'
import type { ResourceType } from '../../resource-type.ts'

type Types = ReadonlyMap<string, ResourceType>

/** The short name that these paths have for a type of resource: `VPC_SECURITY_GROUP`. */
export const codeOf =
  (types: Types) =>
  (type: string): string =>
    types.get(type)?.code ?? type

/** The types of a cloud that have the short name; more than one where kinds are told apart that had one name once. */
export const typesOfCode = (types: Types, cloud: Cloud | undefined, code: string): readonly string[] =>
  [...types.values()]
    .filter((one) => one.type.startsWith(`${cloud}.`) && one.code === code.toUpperCase())
    .map(({ type }) => type)

/** Names of types that clients ask for by the sources, some of which are not collected: a list of these is empty. */
export const sourceCodes: ReadonlySet<string> = new Set([
  ...['SUBNET', 'NETWORK_ACL', 'INTERNET_GATEWAY', 'LOAD_BALANCER', 'EC2_INSTANCE', 'ROUTE_TABLE', 'BUCKET'],
  ...['IAM_USER', 'VPC', 'AUTO_SCALING_GROUP', 'VPC_SECURITY_GROUP', 'RDS', 'EBS'],
  ...['SQL_SERVER', 'SQL_SERVER_DATABASE', 'RESOURCE_GROUP', 'VIRTUAL_NETWORK', 'VIRTUAL_MACHINE'],
  ...['NETWORK_SECURITY_GROUP', 'VM_INSTANCE', 'NETWORK', 'FIREWALL_RULES', 'SUBNETWORK'],
  ...['LAMBDA', 'EKS_CLUSTER', 'EKS_NODEGROUP', 'EKS_FARGATE_PROFILE', 'IAM_GROUP', 'IAM_POLICY', 'IAM_ROLE'],
  ...['VPC_ENDPOINT', 'VPC_ENDPOINT_SERVICE', 'SAGEMAKER_NOTEBOOK', 'CLOUDFRONT_DISTRIBUTION'],
  ...['FUNCTION_APP', 'WEB_APP', 'CLOUD_FUNCTION'],
])
