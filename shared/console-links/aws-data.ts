import { type Area, decodeName, hash, type Place, type Shown } from './aws-area.ts'
import { pairs } from './decode.ts'

const s3 =
  (tab?: string) =>
  ({ id, region }: { readonly id: string; readonly region: string }) =>
    `/s3/buckets/${encodeURIComponent(id)}?region=${region}${tab ? `&tab=${tab}` : ''}`

const regional = (service: string, resource: string) =>
  new RegExp(`^arn:(?<partition>[a-z-]+):${service}:(?<region>[a-z0-9-]+):(?<account>\\d{12}):${resource}$`)

const full = (service: string, kind: string) => `arn:{partition}:${service}:{region}:{account}:${kind}{id}`

/** `#database:id=…;is-cluster=…` */
const database = (isCluster: boolean) => (place: Place) =>
  `${hash('rds', 'database:id=')(place)};is-cluster=${isCluster}`

const databaseName = /^[A-Za-z](?:-?[A-Za-z0-9]){0,62}$/
/** Names of what RDS and AWS Backup make by themselves begin with `rds:` and `awsbackup:`. */
const snapshotName = /^(?:rds:|awsbackup:)?[A-Za-z](?:-?[A-Za-z0-9]){0,254}$/

/** Where data is kept: buckets, databases, file systems, backups. */
export const awsData: Area = {
  ids: {
    'aws.s3.bucket': /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/,
    'aws.rds.instance': databaseName,
    'aws.rds.cluster': databaseName,
    'aws.rds.snapshot': snapshotName,
    'aws.rds.cluster-snapshot': snapshotName,
    'aws.efs.file-system': /^fs-[0-9a-f]{8,40}$/,
    'aws.backup.vault': /^[A-Za-z0-9._-]{1,50}$/,
  },
  fullIds: {
    'aws.rds.instance': full('rds', 'db:'),
    'aws.rds.cluster': full('rds', 'cluster:'),
    'aws.rds.snapshot': full('rds', 'snapshot:'),
    'aws.rds.cluster-snapshot': full('rds', 'cluster-snapshot:'),
    'aws.efs.file-system': full('elasticfilesystem', 'file-system/'),
    'aws.backup.vault': full('backup', 'backup-vault:'),
  },
  links: {
    'aws.s3.bucket': {
      arn: /^arn:(?<partition>[a-z-]+):s3:::(?<id>[^/]+)$/,
      page: ['resource', s3()],
      views: {
        permissions: ['fix', s3('permissions')],
        properties: ['fix', s3('properties')],
        objects: ['fix', s3('objects')],
        management: ['fix', s3('management')],
      },
    },
    'aws.rds.instance': { arn: regional('rds', 'db:(?<id>.+)'), page: ['resource', database(false)], views: {} },
    'aws.rds.cluster': { arn: regional('rds', 'cluster:(?<id>.+)'), page: ['resource', database(true)], views: {} },
    'aws.rds.snapshot': {
      arn: regional('rds', 'snapshot:(?<id>.+)'),
      page: ['resource', hash('rds', 'db-snapshot:id=')],
      views: {},
    },
    // The page of one is only known with its engine, which an ARN does not tell.
    'aws.rds.cluster-snapshot': {
      arn: regional('rds', 'cluster-snapshot:(?<id>.+)'),
      page: ['list', ({ region }) => `/rds/home?region=${region}#snapshots-list:`],
      views: {},
    },
    'aws.efs.file-system': {
      arn: regional('elasticfilesystem', 'file-system/(?<id>.+)'),
      page: ['resource', hash('efs', '/file-systems/')],
      views: {},
    },
    'aws.backup.vault': {
      arn: regional('backup', 'backup-vault:(?<id>.+)'),
      page: ['resource', hash('backup', '/backupvaults/details/')],
      views: {},
    },
  },
  pages: { s3: s3Page, rds: rdsPage, efs: efsPage, backup: backupPage },
}

const s3Tabs: readonly unknown[] = ['permissions', 'properties', 'objects', 'management']
const s3Forms: Readonly<Record<string, string>> = { bpa: 'permissions', policy: 'permissions', oo: 'permissions' }

function s3Page({ searchParams }: URL, [kind = '', name, ...rest]: readonly string[]): Shown {
  if (kind === 'settings') return { type: 'aws.account', view: 's3-public-access' }
  if (kind !== 'buckets' && kind !== 'bucket') return kind === '' || kind === 'home' ? { type: 'aws.s3.bucket' } : {}
  const tab = searchParams.get('tab')
  const view =
    rest[0] === 'property' ? (s3Forms[rest[1] ?? ''] ?? 'properties') : s3Tabs.includes(tab) ? tab : undefined
  return { type: 'aws.s3.bucket', id: name && decodeName(name), view: view ?? undefined }
}

/** `#database:id=NAME;is-cluster=false`; without the last word nothing tells an instance from a cluster. */
function rdsPage({ hash: part }: URL): Shown {
  const [, page, rest = ''] = /^#([a-z-]+):(.*)$/.exec(part) ?? []
  const { id, engine = '', 'is-cluster': isCluster } = pairs(rest, ';')
  if (page === 'databases') return { type: 'aws.rds.instance' }
  if (page === 'snapshots-list') return { type: 'aws.rds.snapshot' }
  if (page === 'database' && isCluster === 'true') return { type: 'aws.rds.cluster', id }
  if (page === 'database' && isCluster === 'false') return { type: 'aws.rds.instance', id }
  if (page !== 'db-snapshot') return {}
  return { type: engine.startsWith('aurora') ? 'aws.rds.cluster-snapshot' : 'aws.rds.snapshot', id }
}

/** `#/file-systems/ID?tabId=…` */
function efsPage({ hash: part }: URL): Shown {
  const [path = ''] = part.split('?')
  const [, id] = /^#\/file-systems(?:\/([^/]+))?\/?$/.exec(path) ?? []
  return /^#\/file-systems(?:\/|$)/.test(path) ? { type: 'aws.efs.file-system', id: id && decodeName(id) } : {}
}

/** `#/backupvaults/details/NAME`, and further parts for a recovery point of it. */
function backupPage({ hash: part }: URL): Shown {
  const [, top, kind, name] = (part.split('?')[0] ?? '').split('/')
  if (top !== 'backupvaults') return {}
  return { type: 'aws.backup.vault', id: kind === 'details' && name ? decodeName(name) : undefined }
}
