import type { AwsAccount } from './estate.ts'
import { policyDocument } from './policies.ts'

const account = '111122223333'
const [virginia, ireland] = ['us-east-1', 'eu-west-1']

const at = (service: string, region: string, rest: string) => ({
  ...{ region, arn: `arn:aws:${service}:${region}:${account}:${rest}` },
})
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`
const logGroup = (region: string, name: string) => `arn:aws:logs:${region}:${account}:log-group:${name}`

/** Everyone may do this to it, under a condition where given. */
const forEveryone = (Sid: string, Action: string, Resource: string, Condition?: unknown) =>
  policyDocument({ ...{ Sid, Effect: 'Allow', Principal: '*', Action, Resource, Condition } })

/** The account itself may do this to it. */
const forOwner = (Action: string, Resource: string) =>
  policyDocument({
    ...{ Sid: 'Owner', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action, Resource },
  })

/** What the demo account holds of this area; `ago` is so many days before today. */
export const demoFront = (ago: (days: number) => string): Partial<AwsAccount> => ({
  ...{ lambda: { functions: functions(ago) }, sqs: { queues: queues(ago) } },
  ...{ secretsmanager: { secrets: secrets(ago) }, events: { buses: buses(ago) } },
  ...{ ecr: { repositories: repositories(ago) }, glacier: { vaults: vaults(ago) } },
  ...{ apigateway: { apis: restApis(ago) }, apigatewayv2: { apis: httpApis(ago) } },
  ...{ cloudfront: distributions(ago), wafv2: { webAcls }, sfn: { machines: machines(ago) } },
})

type Ago = (days: number) => string
type Of<Service extends keyof AwsAccount> = NonNullable<AwsAccount[Service]>

function functions(ago: Ago): Of<'lambda'>['functions'] {
  const invoke = (name: string) => `arn:aws:lambda:${virginia}:${account}:function:${name}`
  return [
    {
      ...at('lambda', virginia, 'function:invoice-render'),
      ...{ role: role('harbor-app'), runtime: 'nodejs22.x', modified: ago(12), tags: { env: 'prod' } },
      environment: { DATABASE_PASSWORD: 'demo-secret-of-a-function' },
      policy: forEveryone('FromOurBucket', 'lambda:InvokeFunction', invoke('invoice-render'), {
        StringEquals: { 'aws:SourceAccount': account },
      }),
    },
    {
      ...at('lambda', virginia, 'function:public-webhook'),
      ...{ role: role('nightly-cleanup'), runtime: 'python3.13', modified: ago(90) },
      policy: forEveryone('FunctionURLAllowPublicAccess', 'lambda:InvokeFunctionUrl', invoke('public-webhook'), {
        StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' },
      }),
    },
    {
      ...at('lambda', ireland, 'function:partner-import'),
      ...{ role: role('harbor-app'), runtime: 'java21', modified: ago(30) },
      vpc: { id: 'vpc-04d5e6f708192a3b4', subnets: ['subnet-0ab1cd2ef304152a0'], groups: ['sg-0a213243546576879'] },
      aliases: [
        {
          name: 'live',
          policy: forEveryone(
            'Anyone',
            'lambda:InvokeFunction',
            `arn:aws:lambda:${ireland}:${account}:function:partner-import:live`,
          ),
        },
        { name: 'next' },
      ],
    },
  ]
}

function queues(ago: Ago): Of<'sqs'>['queues'] {
  const [orders, inbox] = [at('sqs', virginia, 'orders.fifo'), at('sqs', ireland, 'partner-inbox')]
  const dead = at('sqs', virginia, 'orders-dead.fifo')
  return [
    {
      ...{ ...orders, created: ago(400), managedEncryption: true, deadLetterQueue: dead.arn, tags: { env: 'prod' } },
      policy: forOwner('sqs:SendMessage', orders.arn),
    },
    { ...dead, created: ago(400), managedEncryption: true },
    { ...inbox, created: ago(200), policy: forEveryone('AnyoneMaySend', 'sqs:SendMessage', inbox.arn) },
  ]
}

function secrets(ago: Ago): Of<'secretsmanager'>['secrets'] {
  return [
    {
      ...{ ...at('secretsmanager', virginia, 'secret:prod/database-a1B2c3'), name: 'prod/database', created: ago(300) },
      ...{ rotation: { days: 30, last: ago(9) }, tags: { env: 'prod' } },
      policy: forOwner('secretsmanager:GetSecretValue', '*'),
    },
    {
      ...{
        ...at('secretsmanager', ireland, 'secret:partner-api-key-d4E5f6'),
        name: 'partner-api-key',
        created: ago(700),
      },
      policy: forEveryone('Shared', 'secretsmanager:GetSecretValue', '*'),
    },
    {
      ...{
        ...at('secretsmanager', ireland, 'secret:retired-g7H8i9'),
        name: 'retired',
        created: ago(900),
        deleted: ago(3),
      },
    },
  ]
}

function buses(ago: Ago): Of<'events'>['buses'] {
  const orders = at('events', virginia, 'event-bus/orders')
  return [
    { ...at('events', virginia, 'event-bus/default'), created: ago(900) },
    { ...at('events', ireland, 'event-bus/default'), created: ago(900) },
    {
      ...{ ...orders, created: ago(100), tags: { env: 'prod' } },
      policy: forEveryone('AnyoneMayPut', 'events:PutEvents', orders.arn),
    },
  ]
}

function repositories(ago: Ago): Of<'ecr'>['repositories'] {
  const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']
  return [
    {
      ...{ ...at('ecr', virginia, 'repository/harbor/web'), created: ago(500), immutable: true, tags: { env: 'prod' } },
      policy: policyDocument({
        ...{ Sid: 'Organization', Effect: 'Allow', Principal: '*', Action: pull },
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      }),
    },
    {
      ...{ ...at('ecr', virginia, 'repository/harbor/tools'), created: ago(450) },
      policy: policyDocument({ Sid: 'AnyonePulls', Effect: 'Allow', Principal: '*', Action: pull }),
    },
    { ...at('ecr', ireland, 'repository/harbor/worker'), created: ago(120) },
  ]
}

function vaults(ago: Ago): Of<'glacier'>['vaults'] {
  const [books, tapes] = [at('glacier', virginia, 'vaults/books'), at('glacier', ireland, 'vaults/tapes')]
  return [
    { ...books, created: ago(2000), policy: forOwner('glacier:InitiateJob', books.arn), tags: { env: 'archive' } },
    { ...tapes, created: ago(2500), policy: forEveryone('Anyone', 'glacier:ListJobs', tapes.arn) },
  ]
}

function restApis(ago: Ago): Of<'apigateway'>['apis'] {
  return [
    {
      ...{ id: 'h4rb0rshop', region: virginia, name: 'shop', created: ago(600) },
      stages: [
        {
          ...{ name: 'prod', created: ago(590), logs: logGroup(virginia, 'api-access'), tags: { env: 'prod' } },
          ...{ webAcl: webAcls[0]?.arn, variables: { apiKey: 'demo-secret-of-a-stage' } },
        },
        { name: 'test', created: ago(580), executionLogs: 'INFO' },
      ],
    },
  ]
}

function httpApis(ago: Ago): Of<'apigatewayv2'>['apis'] {
  const firehose = `arn:aws:firehose:${ireland}:${account}:deliverystream/amazon-apigateway-access`
  return [
    {
      ...{ id: 'b00k1ngapi', region: ireland, name: 'booking', kind: 'HTTP', created: ago(300) },
      stages: [
        { name: '$default', created: ago(300), logs: firehose, tags: { env: 'prod' } },
        { name: 'beta', created: ago(100) },
      ],
    },
    {
      ...{ id: 'l1vefeed00', region: ireland, name: 'live-feed', kind: 'WEBSOCKET', created: ago(200) },
      stages: [{ name: 'prod', created: ago(200), executionLogs: 'ERROR' }],
    },
  ]
}

function distributions(ago: Ago): Of<'cloudfront'> {
  const one = (id: string) => ({
    ...{ arn: `arn:aws:cloudfront::${account}:distribution/${id}`, region: 'us-east-1' as const },
    ...{ domain: `${id.toLowerCase()}.cloudfront.net`, modified: ago(50) },
  })
  const shop = one('E1HARB0RSH0P00')
  const realTimeLogs = `arn:aws:cloudfront::${account}:realtime-log-config/all`
  return {
    distributions: [
      {
        ...{ ...shop, aliases: ['shop.harbor.example'], tags: { env: 'prod' }, webAcl: webAcls[1]?.arn },
        origins: ['harbor-public-site.s3.us-east-1.amazonaws.com'],
      },
      {
        ...{ ...one('E2HARB0RPRESS0'), aliases: ['press.harbor.example'] },
        ...{
          origins: ['harbor-press-kit.s3.eu-west-1.amazonaws.com'],
          logBucket: 'harbor-access-logs.s3.amazonaws.com',
        },
      },
      {
        ...{ ...one('E3HARB0RVIDEO0'), origins: ['video.harbor.example'] },
        ...{ realTimeLogs, paths: [{ pattern: '/live/*', realTimeLogs }] },
      },
      { ...one('E4HARB0RDRAFT0'), origins: ['draft.harbor.example'], paths: [{ pattern: '/a/*', realTimeLogs }] },
    ],
    deliveries: [
      {
        ...{ name: 'shop-access', region: virginia, service: 'cloudfront', kind: 'ACCESS_LOGS' },
        ...{ resource: shop.arn, to: 'S3' },
      },
    ],
  }
}

const webAcls: Of<'wafv2'>['webAcls'] = [
  {
    ...at('wafv2', virginia, 'regional/webacl/shop-api/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'),
    ...{ rules: ['common', 'rate'], blocks: false, tags: { env: 'prod' } },
    logs: logGroup(virginia, 'aws-waf-logs-shop'),
  },
  {
    ...at('wafv2', virginia, 'global/webacl/shop-edge/1b2c3d4e-5f60-7182-93a4-b5c6d7e8f90a'),
    ...{ rules: ['common'], blocks: true },
  },
]

function machines(ago: Ago): Of<'sfn'>['machines'] {
  return [
    {
      ...at('states', virginia, 'stateMachine:refunds'),
      ...{ kind: 'STANDARD', created: ago(200), role: role('nightly-cleanup'), tags: { env: 'prod' } },
      definition: '{"Comment":"demo-secret-of-a-machine"}',
      logGroup: logGroup(virginia, '/aws/vendedlogs/states/refunds'),
    },
    {
      ...at('states', ireland, 'stateMachine:partner-import'),
      ...{ kind: 'EXPRESS', created: ago(80), role: role('harbor-app'), definition: '{}' },
    },
  ]
}
