import { type Area, decodeName, type Place, type Shown } from './aws-area.ts'
import { pairs } from './decode.ts'

const regional = (service: string, resource: string) =>
  new RegExp(`^arn:(?<partition>[a-z-]+):${service}:(?<region>[a-z0-9-]+):(?<account>\\d{12}):${resource}$`)

const full = (service: string, kind: string) => `arn:{partition}:${service}:{region}:{account}:${kind}/{id}`

const name = encodeURIComponent
const uuid = '[0-9a-f-]{36}'
const eksName = '[0-9A-Za-z][A-Za-z0-9_-]{0,99}'

/** A page of a cluster of EKS. */
const eks = (path: string, { region }: Place, tab?: string) =>
  `/eks/clusters/${path}?region=${region}${tab ? `&selectedTab=cluster-${tab}-tab` : ''}`

/** The cluster that the ARN of a part of it names. */
const clusterOf = ({ arn }: Place) => arn.split('/')[1] ?? ''
const accountOf = ({ arn }: Place) => arn.split(':')[4] ?? ''

/** Services beyond the core: clusters, analysis, and what watches over security. */
export const awsServices: Area = {
  ids: {
    'aws.eks.cluster': /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
    'aws.eks.nodegroup': /^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/,
    'aws.emr.cluster': /^j-[0-9A-Z]{1,40}$/,
    'aws.glue.job': /^[^\p{Cc}\p{Cf}]{1,255}$/u,
    'aws.guardduty.detector': /^[0-9a-f]{1,64}$/,
    'aws.codebuild.project': /^[A-Za-z0-9][A-Za-z0-9_-]{1,254}$/,
    'aws.ds.directory': /^d-[0-9a-f]{10}$/,
    'aws.kafka.cluster': /^[A-Za-z0-9-]{1,64}$/,
    'aws.organizations.organization': /^o-[a-z0-9]{10,32}$/,
  },
  fullIds: {
    'aws.eks.cluster': full('eks', 'cluster'),
    'aws.emr.cluster': full('elasticmapreduce', 'cluster'),
    'aws.glue.job': full('glue', 'job'),
    'aws.codebuild.project': full('codebuild', 'project'),
    'aws.ds.directory': full('ds', 'directory'),
  },
  links: {
    'aws.eks.cluster': {
      arn: regional('eks', `cluster/(?<id>${eksName})`),
      page: ['resource', (place) => eks(name(place.id), place)],
      views: {
        networking: ['resource', (place) => eks(name(place.id), place, 'networking')],
        logging: ['resource', (place) => eks(name(place.id), place, 'logging')],
        access: ['resource', (place) => eks(name(place.id), place, 'access')],
      },
    },
    'aws.eks.nodegroup': {
      arn: regional('eks', `nodegroup/${eksName}/(?<id>${eksName})/${uuid}`),
      page: ['resource', (place) => eks(`${name(clusterOf(place))}/nodegroups/${name(place.id)}`, place)],
      views: {},
    },
    // No address of a profile itself is known for today's console: its cluster lists it.
    'aws.eks.fargate-profile': {
      arn: regional('eks', `fargateprofile/${eksName}/(?<id>[0-9A-Za-z_-]{1,100})/${uuid}`),
      page: ['list', (place) => eks(name(clusterOf(place)), place, 'compute')],
      views: {},
    },
    'aws.emr.cluster': {
      arn: regional('elasticmapreduce', 'cluster/(?<id>j-[0-9A-Z]+)'),
      page: ['resource', ({ id, region }) => `/emr/home?region=${region}#/clusterDetails/${id}`],
      views: {},
    },
    'aws.glue.catalog': {
      arn: regional('glue', '(?<id>catalog)'),
      page: ['list', ({ region }) => `/glue/home?region=${region}`],
      views: {},
    },
    'aws.glue.job': {
      arn: regional('glue', 'job/(?<id>.+)'),
      page: ['resource', ({ id, region }) => `/gluestudio/home?region=${region}#/editor/job/${name(id)}/details`],
      views: {},
    },
    'aws.guardduty.detector': {
      arn: regional('guardduty', 'detector/(?<id>[0-9a-f]+)'),
      page: ['resource', ({ region }) => `/guardduty/home?region=${region}#/settings`],
      views: {},
    },
    'aws.codebuild.project': {
      arn: regional('codebuild', 'project/(?<id>[A-Za-z0-9_-]+)'),
      page: [
        'resource',
        (place) => `/codesuite/codebuild/${accountOf(place)}/projects/${name(place.id)}/history?region=${place.region}`,
      ],
      views: {},
    },
    'aws.ds.directory': {
      arn: regional('ds', 'directory/(?<id>d-[0-9a-f]+)'),
      page: ['resource', ({ id, region }) => `/directoryservicev2/home?region=${region}#!/directories/${id}`],
      views: {},
    },
    'aws.kafka.cluster': {
      arn: regional('kafka', 'cluster/(?<id>[A-Za-z0-9-]{1,64})/[A-Za-z0-9-]+'),
      page: ['resource', ({ arn, region }) => `/msk/home?region=${region}#/cluster/${name(arn)}/view?tabId=metrics`],
      views: {},
    },
    'aws.accessanalyzer.analyzer': {
      arn: regional('access-analyzer', 'analyzer/(?<id>[A-Za-z][A-Za-z0-9_.-]{0,254})'),
      page: ['list', ({ region }) => `/access-analyzer/home?region=${region}#/`],
      views: {},
    },
    // Its ARN names the account that manages it, whichever member has read it.
    'aws.organizations.organization': {
      arn: /^arn:(?<partition>[a-z-]+):organizations::\d{12}:organization\/(?<id>o-[a-z0-9]+)$/,
      isGlobal: true,
      page: ['resource', () => '/organizations/v2/home'],
      views: {
        settings: ['resource', () => '/organizations/v2/home/settings'],
        'root-access': ['resource', () => '/iam/home#/organization/root-access-management'],
      },
    },
  },
  pages: {
    eks: ({ hash, searchParams }, path) => {
      const [way = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
      const parts = path[0] === 'clusters' ? path : way.split('/')
      return eksPage(parts, searchParams.get('selectedTab') ?? pairs(query, '&').selectedTab)
    },
    emr: ({ hash }) => inHash(hash, /^#\/clusterDetails\/([^/?]+)/, 'aws.emr.cluster'),
    elasticmapreduce: ({ hash }) => inHash(hash, /^#cluster-details:([^/?]+)/, 'aws.emr.cluster'),
    gluestudio: ({ hash }) => inHash(hash, /^#\/editor\/job\/([^/?]+)/, 'aws.glue.job'),
    guardduty: ({ hash }) => (/^#\/settings\b/.test(hash) ? { type: 'aws.guardduty.detector' } : {}),
    codesuite: codePage,
    directoryservicev2: ({ hash }) => inHash(hash, /^#!\/directories\/([^/?]+)/, 'aws.ds.directory'),
    glue: ({ hash }) => (hash === '' ? { type: 'aws.glue.catalog' } : {}),
    msk: ({ hash }) => kafkaPage(hash),
    'access-analyzer': (_, __, region) => ({ type: 'aws.region', id: region, view: 'access-analyzer' }),
    macie: (_, __, region) => ({ type: 'aws.region', id: region, view: 'macie' }),
    securityhub: (_, __, region) => ({ type: 'aws.region', id: region, view: 'security-hub' }),
    organizations: (_, [version]) => (version === 'v2' ? { type: 'aws.organizations.organization' } : {}),
  },
}

function inHash(hash: string, pattern: RegExp, type: string): Shown {
  const id = pattern.exec(hash)?.[1]
  return id === undefined ? {} : { type, id: decodeName(id) }
}

/** `clusters/NAME` and `clusters/NAME/nodegroups/NAME`, in the path or, formerly, after `#`. */
function eksPage([start, cluster, kind, part]: readonly string[], tab: string | undefined): Shown {
  if (start !== 'clusters') return {}
  if (kind === 'nodegroups') return { type: 'aws.eks.nodegroup', id: part && decodeName(part) }
  if (kind === 'fargate-profiles') return { type: 'aws.eks.fargate-profile' }
  const view = /^cluster-([a-z]+)-tab$/.exec(tab ?? '')?.[1]
  return { type: 'aws.eks.cluster', id: cluster && decodeName(cluster), view }
}

/** `codebuild/ACCOUNT/projects/NAME`, and formerly without the account. */
function codePage(_: URL, [service, ...path]: readonly string[]): Shown {
  const at = path.indexOf('projects')
  if (service !== 'codebuild' || at < 0 || at > 1) return {}
  const project = path[at + 1]
  return { type: 'aws.codebuild.project', id: project && decodeName(project) }
}

/** `#/cluster/ARN/…`, the ARN as it stands or encoded. */
function kafkaPage(hash: string): Shown {
  const id = /^#\/cluster\/arn(?::|%3A)[^?]*?cluster(?:\/|%2F)([A-Za-z0-9-]+)/i.exec(hash)?.[1]
  return id === undefined ? {} : { type: 'aws.kafka.cluster', id }
}
