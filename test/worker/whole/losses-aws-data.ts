import type { Loss } from './denials.ts'

/** What a run lacks when an operation of this area is refused. */
export const dataLosses: Readonly<Record<string, Loss>> = {
  'tagging:GetResources': { permission: 'tag:GetResources' },
  'rds:DescribeDBInstances': { lists: 'aws.rds.instance' },
  'rds:DescribeDBClusters': { lists: 'aws.rds.cluster' },
  'rds:DescribeDBSnapshots': { lists: 'aws.rds.snapshot' },
  'rds:DescribeDBClusterSnapshots': { lists: 'aws.rds.cluster-snapshot' },
  // Asked for the manual ones alone, which the control is about.
  'rds:DescribeDBSnapshotAttributes': { fills: { 'aws.rds.snapshot': ['visibility'] } },
  'rds:DescribeDBClusterSnapshotAttributes': { fills: { 'aws.rds.cluster-snapshot': ['visibility'] } },
  'efs:DescribeFileSystems': { permission: 'elasticfilesystem:DescribeFileSystems', lists: 'aws.efs.file-system' },
  // No control is about vaults.
  'backup:ListBackupVaults': {},
}
