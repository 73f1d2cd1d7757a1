import { type Area, decodeName, type Place, type Shown, type View } from './aws-area.ts'

const arnOf = (service: string, resource: string) =>
  new RegExp(`^arn:(?<partition>[a-z-]+):${service}:(?<region>[a-z0-9-]+):(?<account>\\d{12}):${resource}$`)

const fullId = (service: string, resource: string) => `arn:{partition}:${service}:{region}:{account}:${resource}`

/** CloudWatch writes names into the hash encoded twice, with a dollar in place of the percent sign. */
const dollars = (text: string) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$')

const logGroup = (name: string, { region }: Place) =>
  `/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${dollars(name)}`

const trail: View = ['resource', ({ region, arn }) => `/cloudtrail/home?region=${region}#/trails/${arn}`]

const key =
  (tab = '') =>
  ({ region, id }: Place) =>
    `/kms/home?region=${region}#/kms/keys/${id}${tab}`

/** CloudTrail, CloudWatch, SNS, Config and KMS. */
export const awsLogging: Area = {
  ids: {
    'aws.cloudtrail.trail': /^[A-Za-z0-9][A-Za-z0-9._-]{2,127}$/,
    'aws.logs.log-group': /^[A-Za-z0-9._/#-]{1,512}$/,
    'aws.logs.metric-filter': /^[A-Za-z0-9._/#-]{1,512}:metric-filter:[^:*]{1,512}$/,
    'aws.cloudwatch.alarm': /^[^\p{Cc}]{1,255}$/u,
    'aws.sns.topic': /^[A-Za-z0-9_-]{1,256}(\.fifo)?$/,
    'aws.sns.subscription': /^[A-Za-z0-9_:.-]{1,400}$/,
    'aws.config.recorder': /^[^\p{Cc}]{1,256}$/u,
    'aws.kms.key': /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  },
  links: {
    'aws.cloudtrail.trail': { arn: arnOf('cloudtrail', 'trail/(?<id>[A-Za-z0-9._-]+)'), page: trail, views: {} },
    'aws.logs.log-group': {
      arn: arnOf('logs', 'log-group:(?<id>[A-Za-z0-9._/#-]+)'),
      page: ['resource', (place) => logGroup(place.id, place)],
      views: {},
    },
    // AWS has no ARN for filters; they are listed on the page of their log group.
    'aws.logs.metric-filter': {
      arn: arnOf('logs', 'log-group:(?<id>[A-Za-z0-9._/#-]+:metric-filter:[^:*]+)'),
      page: ['list', (place) => logGroup(place.id.split(':')[0] ?? '', place)],
      views: {},
    },
    'aws.cloudwatch.alarm': {
      arn: arnOf('cloudwatch', 'alarm:(?<id>.+)'),
      page: [
        'resource',
        ({ region, id }) => `/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(id)}`,
      ],
      views: {},
    },
    'aws.sns.topic': {
      arn: arnOf('sns', '(?<id>[A-Za-z0-9_.-]+)'),
      page: ['resource', ({ region, arn }) => `/sns/v3/home?region=${region}#/topic/${arn}`],
      views: {},
    },
    // The page of its topic lists it.
    'aws.sns.subscription': {
      arn: arnOf('sns', '(?<id>[A-Za-z0-9_.-]+:[A-Za-z0-9_:-]+)'),
      page: [
        'list',
        ({ region, arn }) => `/sns/v3/home?region=${region}#/topic/${arn.split(':').slice(0, 6).join(':')}`,
      ],
      views: {},
    },
    'aws.config.recorder': {
      arn: arnOf('config', 'configuration-recorder/(?<id>.+)'),
      page: ['list', ({ region }) => `/config/home?region=${region}#/dashboard`],
      views: {},
    },
    'aws.kms.key': {
      arn: arnOf('kms', 'key/(?<id>[0-9a-z-]+)'),
      page: ['resource', key()],
      views: { rotation: ['fix', key('/keyRotation')], policy: ['fix', key('/keyPolicy')] },
    },
  },
  fullIds: {
    'aws.cloudtrail.trail': fullId('cloudtrail', 'trail/{id}'),
    'aws.logs.log-group': fullId('logs', 'log-group:{id}'),
    'aws.cloudwatch.alarm': fullId('cloudwatch', 'alarm:{id}'),
    'aws.sns.topic': fullId('sns', '{id}'),
    'aws.kms.key': fullId('kms', 'key/{id}'),
  },
  pages: {
    config: ({ hash }) => (hash === '#/dashboard' ? { type: 'aws.config.recorder' } : {}),
    cloudtrail: trailPage,
    cloudtrailv2: trailPage,
    kms: keyPage,
    cloudwatch: cloudWatchPage,
    sns: topicPage,
  },
}

function trailPage({ hash }: URL): Shown {
  const [, arn] = /^#\/trails(?:\/(.+))?$/.exec(hash) ?? []
  if (arn === undefined) return hash === '#/trails' ? { type: 'aws.cloudtrail.trail' } : {}
  return { type: 'aws.cloudtrail.trail', id: /:trail\/(.+)$/.exec(decodeName(arn) ?? '')?.[1] }
}

const keyTabs: Readonly<Record<string, string>> = { keyRotation: 'rotation', keyPolicy: 'policy' }

function keyPage({ hash }: URL): Shown {
  const [, id, tab = ''] = /^#\/kms\/keys(?:\/([^/?]+)(?:\/(\w+))?)?$/.exec(hash) ?? []
  if (id === undefined) return hash === '#/kms/keys' ? { type: 'aws.kms.key' } : {}
  return { type: 'aws.kms.key', id, view: Object.hasOwn(keyTabs, tab) ? keyTabs[tab] : undefined }
}

function cloudWatchPage({ hash }: URL): Shown {
  if (/^#logsV2:log-groups\/?$/.test(hash)) return { type: 'aws.logs.log-group' }
  const [, group] = /^#logsV2:log-groups\/log-group\/([^/?]+)$/.exec(hash) ?? []
  if (group) return { type: 'aws.logs.log-group', id: undollar(group) }
  if (/^#alarmsV2:?\??$/.test(hash)) return { type: 'aws.cloudwatch.alarm' }
  const [, alarm] = /^#alarmsV2:alarm\/([^/?]+)\??$/.exec(hash) ?? []
  return alarm ? { type: 'aws.cloudwatch.alarm', id: decodeName(alarm) } : {}
}

function undollar(text: string): string | undefined {
  const once = decodeName(text.replaceAll('$', '%'))
  return once === undefined ? undefined : decodeName(once)
}

function topicPage({ hash }: URL): Shown {
  if (hash === '#/topics') return { type: 'aws.sns.topic' }
  const [, name] = /^#\/topic\/arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:([^/?]+)$/.exec(hash) ?? []
  return name ? { type: 'aws.sns.topic', id: name } : {}
}
