import type { ResourceRef } from '../../../shared/resource.ts'

const account = '111122223333'

/** One resource of each type of this area, of the account 111122223333. */
export const dataExamples: readonly ResourceRef[] = [
  data('aws.rds.instance', 'rds', 'db:', 'acme-orders'),
  data('aws.rds.cluster', 'rds', 'cluster:', 'acme-catalog'),
  data('aws.rds.snapshot', 'rds', 'snapshot:', 'rds:acme-orders-2026-01-01-03-07'),
  data('aws.rds.cluster-snapshot', 'rds', 'cluster-snapshot:', 'acme-catalog-release'),
  data('aws.efs.file-system', 'elasticfilesystem', 'file-system/', 'fs-0a1b2c3d4e5f60718', 'shared'),
  data('aws.backup.vault', 'backup', 'backup-vault:', 'Nightly_1.eu'),
]

function data(type: string, service: string, kind: string, id: string, name = id): ResourceRef {
  const arn = `arn:aws:${service}:eu-west-1:${account}:${kind}${id}`
  return { cloud: 'aws', type, id: arn, name, account, region: 'eu-west-1' }
}
