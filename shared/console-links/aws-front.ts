import { type Area, decodeName, hash, type Place, type Shown } from './aws-area.ts'
import { decode, pairs } from './decode.ts'

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:` and what comes then. */
const arn = (service: string, rest: string) =>
  new RegExp(`^arn:(?<partition>[a-z-]+):${service}:(?<region>[a-z0-9-]+):(?<account>\\d{12}):${rest}$`)

const accountOf = (place: Place) => place.arn.split(':')[4] ?? ''

/** Messages, secrets, images and what else has a policy of its own; APIs, distributions and their firewalls. */
export const awsFront: Area = {
  ids: {
    'aws.lambda.function': /^[A-Za-z0-9_-]{1,140}$/,
    'aws.sqs.queue': /^[A-Za-z0-9_-]{1,80}(\.fifo)?$/,
    'aws.secretsmanager.secret': /^[A-Za-z0-9/_+=.@!-]{1,512}$/,
    'aws.events.bus': /^[A-Za-z0-9/._-]{1,256}$/,
    'aws.ecr.repository': /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/,
    'aws.glacier.vault': /^[A-Za-z0-9_.-]{1,255}$/,
    'aws.apigateway.stage': /^[a-z0-9]+\/stages\/[A-Za-z0-9_$-]{1,128}$/,
    'aws.cloudfront.distribution': /^[A-Z0-9]{1,40}$/,
    'aws.wafv2.web-acl': /^[A-Za-z0-9_-]{1,128}\/[0-9a-f-]{1,40}$/,
    'aws.sfn.state-machine': /^[A-Za-z0-9_-]{1,80}$/,
  },
  fullIds: {
    'aws.lambda.function': 'arn:{partition}:lambda:{region}:{account}:function:{id}',
    'aws.sqs.queue': 'arn:{partition}:sqs:{region}:{account}:{id}',
    'aws.events.bus': 'arn:{partition}:events:{region}:{account}:event-bus/{id}',
    'aws.ecr.repository': 'arn:{partition}:ecr:{region}:{account}:repository/{id}',
    'aws.cloudfront.distribution': 'arn:{partition}:cloudfront::{account}:distribution/{id}',
    'aws.sfn.state-machine': 'arn:{partition}:states:{region}:{account}:stateMachine:{id}',
  },
  links: {
    'aws.lambda.function': {
      arn: arn('lambda', 'function:(?<id>[A-Za-z0-9_-]+)'),
      page: ['resource', hash('lambda', '/functions/')],
      views: {
        permissions: ['resource', ({ id, region }) => `/lambda/home?region=${region}#/functions/${id}?tab=configure`],
      },
    },
    'aws.sqs.queue': {
      arn: arn('sqs', '(?<id>[A-Za-z0-9_.-]+)'),
      page: ['resource', queue],
      views: {},
    },
    // The console knows it by its name, which its ARN ends with six characters more than.
    'aws.secretsmanager.secret': {
      arn: arn('secretsmanager', 'secret:(?<id>.+)-[A-Za-z0-9]{6}'),
      page: ['resource', ({ id, region }) => `/secretsmanager/secret?name=${encodeURIComponent(id)}&region=${region}`],
      views: {},
    },
    'aws.events.bus': {
      arn: arn('events', 'event-bus/(?<id>.+)'),
      page: ['resource', ({ id, region }) => `/events/home?region=${region}#/eventbus/${encodeURIComponent(id)}`],
      views: {},
    },
    'aws.ecr.repository': {
      arn: arn('ecr', 'repository/(?<id>.+)'),
      page: ['resource', repository],
      views: {},
    },
    'aws.glacier.vault': {
      arn: arn('glacier', 'vaults/(?<id>.+)'),
      page: ['list', ({ region }) => `/glacier/home?region=${region}#/vaults`],
      views: {},
    },
    // Stages stand in no page of their own: REST APIs list them, of other APIs only the page of the API is known.
    'aws.apigateway.stage': {
      arn: /^arn:(?<partition>[a-z-]+):apigateway:(?<region>[a-z0-9-]+)::\/(?:restapis|apis)\/(?<id>[a-z0-9]+\/stages\/.+)$/,
      page: ['list', stages],
      views: {},
    },
    'aws.cloudfront.distribution': {
      arn: /^arn:(?<partition>[a-z-]+):cloudfront::(?<account>\d{12}):distribution\/(?<id>[A-Z0-9]+)$/,
      isGlobal: true,
      page: ['resource', ({ id }) => `/cloudfront/v4/home#/distributions/${id}`],
      views: {},
    },
    // One page for all regions, in the home region's console.
    'aws.wafv2.web-acl': {
      arn: /^arn:(?<partition>[a-z-]+):wafv2:(?<region>[a-z0-9-]+):(?<account>\d{12}):(?:global|regional)\/webacl\/(?<id>[^/]+\/[^/]+)$/,
      isGlobal: true,
      page: ['resource', webAcl],
      views: {},
    },
    'aws.sfn.state-machine': {
      arn: arn('states', 'stateMachine:(?<id>[A-Za-z0-9_-]+)'),
      page: ['resource', ({ arn, region }) => `/states/home?region=${region}#/statemachines/view/${arn}`],
      views: {},
    },
  },
  pages: {
    lambda: ({ hash }) => {
      const [, list, name, query = ''] = /^#\/(functions)(?:\/([^/?]+)[^?]*)?(?:\?(.*))?$/.exec(hash) ?? []
      if (!list) return {}
      const id = name && decodeName(name)?.split(':').at(-1)
      const view = id && pairs(query, '&').tab === 'configure' ? 'permissions' : undefined
      return { type: 'aws.lambda.function', id, view }
    },
    sqs: ({ hash }) => {
      const [, list, url] = /^#\/(queues)(?:\/([^/?]+))?/.exec(hash) ?? []
      return list ? { type: 'aws.sqs.queue', id: url && decode(url)?.split('/').at(-1) } : {}
    },
    secretsmanager: ({ searchParams, hash }, [page = '']) => {
      const [, query] = /^#!\/secret\?(.+)$/.exec(hash) ?? []
      if (query) return { type: 'aws.secretsmanager.secret', id: pairs(query, '&').name }
      if (page === 'secret') return { type: 'aws.secretsmanager.secret', id: searchParams.get('name') ?? undefined }
      return page === 'listsecrets' ? { type: 'aws.secretsmanager.secret' } : {}
    },
    events: ({ hash }) => {
      const [, one] = /^#\/eventbus\/([^/?]+)$/.exec(hash) ?? []
      if (one) return { type: 'aws.events.bus', id: decodeName(one) }
      return hash.startsWith('#/eventbuses') ? { type: 'aws.events.bus' } : {}
    },
    ecr: repositoryPage,
    glacier: ({ hash }) => (hash.startsWith('#/vaults') ? { type: 'aws.glacier.vault' } : {}),
    apigateway: (_, path) => (path[0] === 'main' && path.at(-1) === 'stages' ? { type: 'aws.apigateway.stage' } : {}),
    cloudfront: ({ hash }) => {
      const [, list, id] = /^#\/(distributions)(?:\/([^/?]+))?/.exec(hash) ?? []
      return list ? { type: 'aws.cloudfront.distribution', id } : {}
    },
    wafv2: (_, [, list = '', name, id]) => {
      if (list === 'web-acls') return { type: 'aws.wafv2.web-acl' }
      return list === 'web-acl' && name && id ? { type: 'aws.wafv2.web-acl', id: `${decodeName(name)}/${id}` } : {}
    },
    states: ({ hash }) => {
      const [, list, arn] = /^#\/(statemachines)(?:\/view\/([^?]+))?/.exec(hash) ?? []
      return list ? { type: 'aws.sfn.state-machine', id: arn && decodeName(arn)?.split(':').at(-1) } : {}
    },
  },
}

/** A queue is known by its address, whose domain is the partition's. */
function queue({ arn, id, region }: Place): string {
  const domains: Readonly<Record<string, string>> = { 'aws-cn': 'amazonaws.com.cn', 'aws-eusc': 'amazonaws.eu' }
  const [, partition = '', , , account = ''] = arn.split(':')
  const url = `https://sqs.${region}.${domains[partition] ?? 'amazonaws.com'}/${account}/${id}`
  return `/sqs/v3/home?region=${region}#/queues/${encodeURIComponent(url)}`
}

function repository(place: Place): string {
  const name = place.id.split('/').map(encodeURIComponent).join('/')
  return `/ecr/repositories/private/${accountOf(place)}/${name}?region=${place.region}`
}

/** `_` stands between the name, which may hold slashes, and what is shown of the repository. */
function repositoryPage(_: URL, [list, kind, account, ...rest]: readonly string[]): Shown {
  if (list !== 'repositories') return list === 'private-registry' ? { type: 'aws.ecr.repository' } : {}
  if (kind === undefined) return { type: 'aws.ecr.repository' }
  if (kind !== 'private' || !account) return {}
  const end = rest.indexOf('_')
  return { type: 'aws.ecr.repository', id: decode((end < 0 ? rest : rest.slice(0, end)).join('/')) }
}

function stages({ arn, id, region }: Place): string {
  const [api] = id.split('/')
  if (arn.includes(':/restapis/')) return `/apigateway/main/apis/${api}/stages?api=${api}&region=${region}`
  return `/apigateway/main/api-detail?api=${api}&region=${region}`
}

function webAcl({ arn, id }: Place): string {
  const place = arn.includes(':global/') ? 'global' : arn.split(':')[3]
  return `/wafv2/homev2/web-acl/${id}/overview?region=${place}`
}
