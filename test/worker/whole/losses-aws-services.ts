import type { Loss } from './denials.ts'

/** What a run lacks when an operation of this area is refused. */
export const servicesLosses: Readonly<Record<string, Loss>> = {
  'accessanalyzer:ListAnalyzers': {
    permission: 'access-analyzer:ListAnalyzers',
    fills: { 'aws.region': ['externalAnalyzer'] },
  },
  'codebuild:BatchGetProjects': {},
  'codebuild:ListProjects': {},
  'ds:DescribeDirectories': {},
  'ds:ListLogSubscriptions': {},
  'eks:DescribeCluster': {},
  'eks:DescribeFargateProfile': {},
  'eks:DescribeNodegroup': {},
  'eks:ListClusters': {},
  'eks:ListFargateProfiles': {},
  'eks:ListNodegroups': {},
  'emr:DescribeCluster': { permission: 'elasticmapreduce:DescribeCluster' },
  'emr:ListClusters': { permission: 'elasticmapreduce:ListClusters' },
  'glue:GetDataCatalogEncryptionSettings': {},
  'glue:GetJobs': {},
  'guardduty:GetDetector': {},
  'guardduty:ListDetectors': {},
  'iam:ListOrganizationsFeatures': { fills: { 'aws.organizations.organization': ['rootCredentialsManaged'] } },
  'inspector2:BatchGetAccountStatus': {},
  'inspector2:ListCoverage': {},
  'inspector2:ListFindings': {},
  'kafka:ListClustersV2': {},
  'macie2:GetMacieSession': { fills: { 'aws.region': ['macieStatus'] } },
  'organizations:DescribeOrganization': {
    lists: 'aws.organizations.organization',
    fills: { 'aws.account': ['managesOrganization'] },
  },
  'organizations:ListDelegatedAdministrators': {
    fills: { 'aws.organizations.organization': ['delegatedAdministrators'] },
  },
  'organizations:ListDelegatedServicesForAccount': {},
  'securityhub:DescribeHub': { fills: { 'aws.region': ['securityHubEnabled', 'securityHubStandards'] } },
  'securityhub:GetEnabledStandards': { fills: { 'aws.region': ['securityHubStandards'] } },
}
