import { describe, expect, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import type { Control } from '../../../shared/control.ts'
import { matches } from '../../../shared/query/matches.ts'
import { parseQuery } from '../../../shared/query/parse.ts'
import type { QueryList } from '../../../shared/query/query.ts'
import { connectorRow, controlRow, evaluationRow, type ResourceFacts, resourceRow } from '../../../shared/query/rows.ts'
import { tokensOf } from '../../../shared/query/tokens-of.ts'

const now = new Date('2026-03-31T12:00:00.000Z')

function queryOf(text: string, list: QueryList) {
  const parsed = parseQuery(text, list, { now })
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem.message}`)
  return parsed.query
}

const control: Control = {
  cid: 48,
  slug: 'aws/s3/bucket-versioning',
  title: 'Versioning is on',
  cloud: 'aws',
  service: 'S3',
  resources: ['aws.s3.bucket'],
  criticality: 'HIGH',
  evaluates: 'Whether every version is kept.',
  rationale: 'To restore.',
  remediation: { steps: ['Open {name}.'] },
  references: [],
  policies: ['aws/best-practices'],
}
const facts = { ...control, in: [{ slug: 'aws/best-practices', title: 'AWS Best Practices Policy' }] }

const connector = {
  id: 'c-1',
  cloud: 'aws',
  name: 'Production',
  state: 'Online',
  account: '111122223333',
  frequency: 240,
  created: '2026-01-01T00:00:00.000Z',
  updated: '2026-01-02T00:00:00.000Z',
  lastRun: '2026-03-31T08:00:00.000Z',
} as Connector

const bucket: ResourceFacts = {
  id: 'arn:aws:s3:::Logs',
  type: 'aws.s3.bucket',
  name: 'Logs of SHOP',
  cloud: 'aws',
  account: '111122223333',
  region: 'us-east-1',
  tags: { env: 'prod', team: 'web', empty: '' },
  config: {
    versioning: 'Enabled',
    isPublic: false,
    days: 30,
    rules: [
      { port: 22, cidr: '10.0.0.0/8' },
      { port: 443, cidr: '0.0.0.0/0' },
    ],
    none: [],
    launched: '2026-03-30T12:00:00.000Z',
  },
  unread: [{ field: 'acl', reason: 'Refused.' }],
  firstDiscovered: '2026-03-01T00:00:00.000Z',
  lastFound: '2026-03-31T08:00:00.000Z',
  failing: 1,
  unknown: 1,
  evaluated: 5,
  connector,
  evaluations: [
    { control: facts, result: 'FAIL' },
    { control: { ...facts, cid: 45, criticality: 'LOW' }, result: 'PASS' },
  ],
}

const evaluation = {
  control: facts,
  result: 'FAIL',
  firstEvaluated: '2026-03-01T00:00:00.000Z',
  lastEvaluated: '2026-03-31T08:00:00.000Z',
  lastReopened: '2026-03-20T00:00:00.000Z',
} as const

const rows = {
  resources: resourceRow(bucket),
  evaluations: evaluationRow(evaluation, bucket),
  controls: controlRow(facts),
  connectors: connectorRow(connector),
} as const

describe('F108 F314 a query finds what it says', () => {
  test.each<[list: QueryList, found: string, notFound: string]>([
    ['resources', 'name:"of shop"', 'name:"shop of"'],
    ['resources', 'name:`LOGS OF SHOP`', 'name:`logs`'],
    ['resources', 'name:sho*', 'name:hop*'],
    ['resources', 'logs shop', 'logs cellar'],
    ['resources', 'region:US-EAST-1', 'region:us-east'],
    ['resources', 'tag.env:PROD', 'tag.env:pro'],
    ['resources', 'tag:(key:env and value:prod)', 'tag:(key:env and value:web)'],
    ['resources', 'tag.key:env and tag.value:web', 'tag.key:web'],
    ['resources', 'tag.cost is null', 'tag.empty is null'],
    ['resources', 'config.versioning:enabled', 'config.versioning:Suspended'],
    ['resources', 'config.isPublic:false', 'config.isPublic:true'],
    ['resources', 'config.days:30', 'config.days:3'],
    ['resources', 'config.days > 29', 'config.days > 30'],
    ['resources', 'config.rules.port:22', 'config.rules.port:23'],
    ['resources', 'config.rules:(port:443 and cidr:"0.0.0.0/0")', 'config.rules:(port:22 and cidr:"0.0.0.0/0")'],
    ['resources', 'config.none is null', 'config.rules is null'],
    ['resources', 'config.launched:[now-2d .. now]', 'config.launched:[now-2h .. now]'],
    ['resources', 'unread:acl', 'unread:policy'],
    ['resources', 'resource.result:FAIL and resource.result:UNKNOWN', 'resource.result:PASS'],
    ['resources', 'failing:[1 .. 2]', 'failing:(1 .. 2)'],
    ['resources', 'account.alias:production', 'account.alias:staging'],
    [
      'resources',
      'control.result:FAIL and control.criticality:LOW',
      'evaluation:(control.result:FAIL and control.criticality:LOW)',
    ],
    ['evaluations', 'control.result:FAIL and not control.result:PASS', 'control.result:PASSE'],
    ['evaluations', 'policy.name:"AWS Best Practices Policy" and service.type:s3', 'service.type:RDS'],
    ['evaluations', 'evaluatedOn:[now-8h..now-1s]', 'evaluatedOn:[now-3h..now-1s]'],
    ['evaluations', 'lastFixed is null', 'lastReopened is null'],
    ['evaluations', 'exception.status:none', 'exception.status:approved'],
    ['controls', 'cid in (47, 48)', 'cid:(47 .. 48)'],
    ['controls', 'resource.type:aws.s3.bucket', 'resource.type:aws.iam.user'],
    ['controls', 'control.type:SYSTEM', 'isCustomizable:true'],
    ['controls', '48', '49'],
    ['connectors', 'state:Online and lastSyncedOn > now-1d', 'state:Offline'],
    ['connectors', 'type:cspm', 'description:*'],
  ])('%s: %s, and not %s', (list, found, notFound) => {
    expect(matches(queryOf(found, list), rows[list])).toBe(true)
    expect(matches(queryOf(notFound, list), rows[list])).toBe(false)
  })
})

test('a cache without tags and configurations can tell that a query asks for them', () => {
  expect(tokensOf(queryOf('name:x and not (tag.env:prod or config.a:1)', 'resources'))).toEqual(
    new Set(['resource.name', 'tag', 'tag.key', 'tag.value', 'config.a']),
  )
})
