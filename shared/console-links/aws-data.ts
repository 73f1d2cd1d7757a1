import { type Area, decodeName, type Shown } from './aws-area.ts'

const s3 =
  (tab?: string) =>
  ({ id, region }: { readonly id: string; readonly region: string }) =>
    `/s3/buckets/${encodeURIComponent(id)}?region=${region}${tab ? `&tab=${tab}` : ''}`

/** Where data is kept: buckets, databases, file systems. */
export const awsData: Area = {
  ids: { 'aws.s3.bucket': /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/ },
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
  },
  pages: { s3: s3Page },
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
