import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bounds, parseQuery } from '../../../shared/query/parse.ts'
import { type Query, type QueryList, queryLists } from '../../../shared/query/query.ts'

const now = new Date('2026-03-31T12:00:00.000Z')

const types = [
  { type: 'aws.s3.bucket', label: 'S3 bucket', code: 'BUCKET', service: 'S3' },
  { type: 'aws.ec2.subnet', label: 'Subnet', code: 'SUBNET', service: 'VPC' },
  { type: 'aws.rds.instance', label: 'RDS instance', code: 'RDS', service: 'RDS' },
  { type: 'azure.sql.database', label: 'SQL Server Database', code: 'SQL_SERVER_DATABASE', service: 'SQL' },
  { type: 'gcp.compute.network', label: 'Subnet', code: 'SUBNETWORK', service: 'Compute' },
]
const mandates = [
  {
    slug: 'pci-dss',
    title: 'PCI DSS',
    requirements: [
      { id: '8.2.1', controls: [3, 45] },
      { id: '10.1', controls: [48] },
    ],
  },
  { slug: 'hipaa', title: 'HIPAA', requirements: [{ id: '8.2.1', controls: [7] }] },
]

const parse = (text: string, list: QueryList = 'evaluations') => parseQuery(text, list, { now, types, mandates })

function queryOf(text: string, list?: QueryList): Query {
  const parsed = parse(text, list)
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem.message}`)
  return parsed.query
}

function problemOf(text: string, list?: QueryList) {
  const parsed = parse(text, list)
  if ('query' in parsed) throw new Error(`${text} was understood`)
  return { ...parsed.problem, at: text.slice(parsed.problem.start, parsed.problem.end) }
}

const on = (token: string, test: Extract<Query, { kind: 'test' }>['test']): Query => ({ kind: 'test', token, test })
const equal = (token: string, value: string | number | boolean) => on(token, { is: 'equal', value })
const contains = (token: string, text: string) => on(token, { is: 'contains', text })
const and = (...of: Query[]): Query => ({ kind: 'and', of })
const or = (...of: Query[]): Query => ({ kind: 'or', of })
const not = (of: Query): Query => ({ kind: 'not', of })
const nested = (token: string, of: Query): Query => ({ kind: 'nested', token, of })
const within = (token: string, from: string | number, to: string | number, isInclusive = true) =>
  on(token, { is: 'range', from: { value: from, isInclusive }, to: { value: to, isInclusive } })
const fail = equal('control.result', 'FAIL')
const high = equal('control.criticality', 'HIGH')

const sql = equal('resource.type', 'azure.sql.database')

describe('F108 F168 F314 the examples of the sources are understood', () => {
  test.each<[text: string, query: Query, list?: QueryList]>([
    [
      'policy.name:"AWS Best Practices Policy" and service.type:"RDS"',
      and(contains('policy.name', 'AWS Best Practices Policy'), equal('service.type', 'RDS')),
    ],
    ['policy.name:AWS Best Practices Policy', contains('policy.name', 'AWS Best Practices Policy')],
    [
      'resource.type:"Subnet"',
      or(equal('resource.type', 'aws.ec2.subnet'), equal('resource.type', 'gcp.compute.network')),
      'resources',
    ],
    ['resource.type:SQL Server Database', sql, 'resources'],
    ['control.result:FAIL', fail],
    ['control.result: FAIL', fail],
    ['control.result:{FAIL}', fail],
    ['control.result:PASS', equal('control.result', 'PASS')],
    ['control.result:PASSE', equal('control.result', 'EXCEPTED')],
    ['evaluatedOn:[now-8h..now-1s]', within('evaluatedOn', '2026-03-31T04:00:00.000Z', '2026-03-31T11:59:59.000Z')],
    ['account.id:111122223333', equal('account.id', '111122223333')],
    ['provider:AWS', equal('cloud', 'aws'), 'controls'],
    ['isCustomizable:true', equal('control.isCustomizable', true), 'controls'],
    ['connector.uuid:c-1', equal('connector.uuid', 'c-1'), 'connectors'],
    ['state:Online', equal('connector.state', 'Online'), 'connectors'],
  ])('%s', (text, query, list) => expect(queryOf(text, list)).toEqual(query))
})

describe('F314 every form of the grammar is understood', () => {
  test.each<[text: string, query: Query, list?: QueryList]>([
    ['', { kind: 'true' }],
    ['  \n ', { kind: 'true' }],
    // Quotes: words next to each other; backticks: the whole value.
    ['name:"two words"', contains('resource.name', 'two words')],
    [`name:'two words'`, contains('resource.name', 'two words')],
    ['name:“two words”', contains('resource.name', 'two words')],
    ['name:`two words`', equal('resource.name', 'two words')],
    ['name:"say \\"and\\" \\\\ x"', contains('resource.name', 'say "and" \\ x')],
    ['region:"us-east-1"', equal('region', 'us-east-1')],
    // Values without quotes.
    ['name:two words and control.result:FAIL', and(contains('resource.name', 'two words'), fail)],
    ['(name:two words)', contains('resource.name', 'two words')],
    ['name:a (b and c) or control.result:FAIL', or(contains('resource.name', 'a (b and c)'), fail)],
    ['id:arn:aws:s3:::logs', contains('resource.id', 'arn:aws:s3:::logs')],
    ['name:android', contains('resource.name', 'android')],
    // Precedence, any case, brackets.
    ['control.result:FAIL or control.criticality:HIGH and cid:1', or(fail, and(high, equal('control.id', 1)))],
    ['(control.result:FAIL OR criticality:high) And cid:1', and(or(fail, high), equal('control.id', 1))],
    ['not control.result:FAIL and criticality:HIGH', and(not(fail), high)],
    ['NOT (control.result:FAIL and criticality:HIGH)', not(and(fail, high))],
    ['not not control.result:FAIL', fail],
    ['CONTROL.RESULT:fail', fail],
    ['control.result = FAIL', fail],
    ['a=b', or(contains('resource.id', 'a=b'), contains('resource.name', 'a=b')), 'resources'],
    // Ranges.
    ['cid:[1 .. 9]', within('control.id', 1, 9)],
    ['cid:(1..9)', within('control.id', 1, 9, false)],
    [
      'cid:[1..9)',
      on('control.id', { is: 'range', from: { value: 1, isInclusive: true }, to: { value: 9, isInclusive: false } }),
    ],
    ['cid:[5 .. *]', on('control.id', { is: 'range', from: { value: 5, isInclusive: true } })],
    ['cid > 5', on('control.id', { is: 'range', from: { value: 5, isInclusive: false } })],
    ['cid:<=5', on('control.id', { is: 'range', to: { value: 5, isInclusive: true } })],
    [
      'evaluatedOn:[2024-01-01 ... 2024-12-31]',
      within('evaluatedOn', '2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'),
    ],
    [
      'evaluatedOn:(2024-01-01 .. 2024-12-31)',
      within('evaluatedOn', '2024-01-01T23:59:59.999Z', '2024-12-31T00:00:00.000Z', false),
    ],
    [
      'evaluatedOn:[2024-01-01 ... now-1m]',
      within('evaluatedOn', '2024-01-01T00:00:00.000Z', '2026-02-28T12:00:00.000Z'),
    ],
    ['evaluatedOn:2024-02', within('evaluatedOn', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z')],
    [
      'evaluatedOn > now-2w',
      on('evaluatedOn', { is: 'range', from: { value: '2026-03-17T12:00:00.000Z', isInclusive: false } }),
    ],
    [
      'evaluatedOn:>=now-1y',
      on('evaluatedOn', { is: 'range', from: { value: '2025-03-31T12:00:00.000Z', isInclusive: true } }),
    ],
    [
      'evaluatedOn:"2026-03-31T08:00:00+02:00"',
      within('evaluatedOn', '2026-03-31T06:00:00.000Z', '2026-03-31T06:00:00.999Z'),
    ],
    // Any of.
    ['region:[us-east-1, eu-west-1]', or(equal('region', 'us-east-1'), equal('region', 'eu-west-1'))],
    ['region in (us-east-1,"eu-west-1")', or(equal('region', 'us-east-1'), equal('region', 'eu-west-1'))],
    ['name IN (a b, c)', or(contains('resource.name', 'a b'), contains('resource.name', 'c'))],
    // Wildcards, not in quotes.
    ['region:us-*', on('region', { is: 'prefix', text: 'us-' })],
    ['region:*-1', on('region', { is: 'suffix', text: '-1' })],
    ['region:*east*', contains('region', 'east')],
    ['region:"us-*"', equal('region', 'us-*')],
    ['name:win*', or(on('resource.name', { is: 'prefix', text: 'win' }), contains('resource.name', ' win'))],
    ['control.result:*', not(on('control.result', { is: 'null' }))],
    ['criticality:*IG*', equal('control.criticality', 'HIGH')],
    // Missing and present.
    ['lastFixed is null', on('lastFixed', { is: 'null' })],
    ['not lastFixed is null', not(on('lastFixed', { is: 'null' }))],
    ['lastFixed IS NOT NULL', not(on('lastFixed', { is: 'null' }))],
    // Nested.
    ['tag:(key:env and value:prod)', nested('tag', and(equal('tag.key', 'env'), equal('tag.value', 'prod')))],
    ['tag.env:prod', nested('tag', and(equal('tag.key', 'env'), equal('tag.value', 'prod')))],
    ['tag.key:env', nested('tag', equal('tag.key', 'env'))],
    ['tag.env is null', not(nested('tag', and(equal('tag.key', 'env'), not(on('tag.value', { is: 'null' })))))],
    [
      'config.ingress:(port:22 and cidr:"0.0.0.0/0")',
      nested('config.ingress', and(equal('config.ingress.port', '22'), equal('config.ingress.cidr', '0.0.0.0/0'))),
    ],
    ['config.versioning:Enabled', equal('config.versioning', 'Enabled')],
    ['config.rules.port:22', equal('config.rules.port', '22')],
    ['config.port:(20 .. 30)', within('config.port', 20, 30, false)],
    ['config.port:[20, 30]', or(equal('config.port', '20'), equal('config.port', '30'))],
    // Words.
    [
      'prod logs',
      and(
        or(contains('resource.id', 'prod'), contains('resource.name', 'prod')),
        or(contains('resource.id', 'logs'), contains('resource.name', 'logs')),
      ),
      'resources',
    ],
    ['"prod logs"', or(contains('resource.id', 'prod logs'), contains('resource.name', 'prod logs')), 'resources'],
    [
      'arn:aws:s3:::logs',
      or(contains('resource.id', 'arn:aws:s3:::logs'), contains('resource.name', 'arn:aws:s3:::logs')),
      'resources',
    ],
    [
      'https://x.example/y',
      or(contains('resource.id', 'https://x.example/y'), contains('resource.name', 'https://x.example/y')),
      'resources',
    ],
    ['45', or(equal('control.id', 45), contains('control.name', '45')), 'controls'],
  ])('%s', (text, query, list) => expect(queryOf(text, list)).toEqual(query))
})

test.each(['aws.s3.bucket', 's3.bucket', 'BUCKET', 'bucket', 'S3 bucket', 's3 BUCKET', 'AWS S3 bucket', 'aws bucket'])(
  'a resource type may be called %s',
  (name) => expect(queryOf(`resource.type:${name}`, 'resources')).toEqual(equal('resource.type', 'aws.s3.bucket')),
)

test('a type that nobody knows is looked for as it is written', () => {
  expect(queryOf('type:Blimp', 'resources')).toEqual(equal('resource.type', 'Blimp'))
})

test('a list of resources knows services by the types that belong to them, with or without a list of types', () => {
  expect(queryOf('service.type:"RDS"', 'resources')).toEqual(equal('resource.type', 'aws.rds.instance'))
  const bare = parseQuery('service.type:RDS', 'resources', { now })
  expect(bare).toMatchObject({ query: { of: [{ test: { is: 'prefix', text: 'aws.rds.' } }, {}, {}] } })
})

test('what a list of resources asks of controls is asked of one evaluation', () => {
  expect(queryOf('control.result:FAIL', 'resources')).toEqual(nested('evaluation', fail))
  expect(queryOf('evaluation:(control.result:FAIL and criticality:HIGH)', 'resources')).toEqual(
    nested('evaluation', and(fail, high)),
  )
  expect(queryOf('lastFixed is null', 'resources')).toEqual(
    not(nested('evaluation', not(on('lastFixed', { is: 'null' })))),
  )
})

test('mandates stand for their controls', () => {
  const ids = (...cids: number[]) => or(...cids.map((cid) => equal('control.id', cid)))
  expect(queryOf('mandate.name:pci')).toEqual(ids(3, 45, 48))
  expect(queryOf('mandate.requirement:"pci-dss 8.2.1"')).toEqual(or(ids(3, 45)))
  expect(queryOf('requirement:8.2.1')).toEqual(or(ids(3, 45), equal('control.id', 7)))
  expect(queryOf('mandate.name is null')).toEqual(not(ids(3, 45, 48, 7)))
  expect(parseQuery('mandate.name:pci', 'evaluations', { now })).toMatchObject({
    problem: { message: 'Mandates cannot be searched here.' },
  })
})

test('tokens of the CloudView for parts of a configuration stand for its fields', () => {
  expect(queryOf('instance.state:running', 'resources')).toEqual(
    and(equal('resource.type', 'aws.ec2.instance'), equal('config.state', 'running')),
  )
  expect(queryOf('securityGroup.id:sg-1', 'resources')).toEqual(
    or(equal('config.groupId', 'sg-1'), equal('config.securityGroupIds', 'sg-1')),
  )
  expect(queryOf('vulnerability.severity:HIGH', 'resources')).toEqual(
    or(on('config.vulnerabilities.high', { is: 'range', from: { value: 0, isInclusive: false } })),
  )
})

describe('F314 a mistake says where it is and what was expected', () => {
  test.each<[text: string, at: string, message: RegExp, suggestion?: string]>([
    ['resouce.type:x', 'resouce.type', /no token resouce\.type here; did you mean resource\.type\?/, 'resource.type'],
    ['control.result:FAILL', 'FAILL', /Expected PASS, FAIL, UNKNOWN or EXCEPTED .* did you mean FAIL\?/, 'FAIL'],
    ['control.result:FIAL', 'FIAL', /did you mean FAIL/, 'FAIL'],
    ['criticality:low and cid:many', 'many', /Expected a number for control\.id/],
    ['evaluatedOn:yesterday', 'yesterday', /Expected a date for evaluatedOn/],
    ['evaluatedOn:2024-02-30', '2024-02-30', /Expected a date/],
    ['evaluatedOn:[now-9d .. soon]', 'soon', /Expected a date/],
    ['isRemediable:perhaps', 'perhaps', /Expected true or false/],
    ['region:us-east-1 control.result:FAIL', 'control.result', /Expected "and" or "or" before control\.result/],
    ['name:', '', /Expected a value for resource\.name/],
    ['name: and cid:1', 'a', /Expected a value/],
    ['name:"open', '"open', /no closing "/],
    ['(name:x', '', /closing bracket/],
    ['name:x)', ')', /the end of the query/],
    ['name:x and', '', /Expected token:value/],
    ['and name:x', 'a', /Expected token:value/],
    ['not', '', /Expected token:value/],
    ['region:[a .. b]', 'a .. b', /no ranges/],
    ['cid:[1 .. 2', '', /end of the range/],
    ['region:[a, b', '', /Expected a comma/],
    ['region:u*s', 'u*s', /beginning or the end/],
    ['tag:(color:red)', 'color', /no token color/],
    ['tag:(red)', 'red', /Expected tag:\(/],
    ['tag:(key:a and red)', 'r', /within tag/],
    ['tag:red', 'red', /Expected tag:\(/],
    ['name:a\u0000b', '\u0000', /no text/],
    ['name:\ud800', '\ud800', /no text/],
  ])('%s', (text, at, message, suggestion) => {
    const problem = problemOf(text)
    expect(problem.message).toMatch(message)
    expect(problem.at.trim()).toBe(at)
    expect(problem.suggestion).toBe(suggestion)
  })
})

test('F314 a query is bounded in length, depth and number', () => {
  expect(problemOf('x'.repeat(bounds.length + 1)).message).toContain('at most 2000 characters')
  expect(problemOf('('.repeat(2000)).message).toContain('at most 20 deep')
  expect(problemOf(Array.from({ length: 101 }, () => 'cid:1').join(' or ')).message).toContain('at most 100 values')
  expect(problemOf(`cid:[${Array.from({ length: 101 }, () => '1').join(',')}]`).message).toContain('at most 100 values')
  expect(queryOf(`${'('.repeat(20)}cid:1${')'.repeat(20)}`)).toEqual(equal('control.id', 1))
  expect(queryOf(`${'not '.repeat(400)}cid:1`)).toEqual(equal('control.id', 1))
})

/** Texts that are nearly queries. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...[
        'control.result',
        'name',
        'tag',
        'config.a',
        'evaluatedOn',
        'cid',
        ':',
        ': ',
        '(',
        ')',
        '[',
        ']',
        '..',
        '...',
      ],
      ...[
        ',',
        ' and ',
        ' or ',
        'not ',
        ' in (',
        ' is null',
        '"',
        "'",
        '`',
        '\\',
        '*',
        'now-1d',
        '2024-01-01',
        '22',
        '>',
      ],
      ...[
        'FAIL',
        "'; DROP TABLE resources; --",
        '%',
        '_',
        '\u0000',
        '🙂',
        '\ud83d',
        ' ',
        'arn:aws:s3:::x',
        '__proto__',
        'constructor',
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

test.each(queryLists)('F314 no text on %s is without an answer, and its place is within the text', (list) => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
      const parsed = parse(text, list)
      if ('query' in parsed) return
      const { start, end, message } = parsed.problem
      expect(0 <= start && start <= end && end <= text.length + 1).toBe(true)
      expect(message).toMatch(/^[^\n]{10,300}[.?]$/)
    }),
    { numRuns: 1500, seed: 4 },
  )
})

test('the canonical form of a query means the same', () => {
  expect(parse('Type:S3 bucket  AND ( result : failed OR region:[ a ,b b] )')).toMatchObject({
    canonical: 'resource.type:"S3 bucket" and (control.result:FAIL or region:[a,"b b"])',
  })
  fc.assert(
    fc.property(hostile, (text) => {
      const parsed = parse(text)
      if ('query' in parsed) expect(parse(parsed.canonical)).toEqual(parsed)
    }),
    { numRuns: 3000, seed: 5 },
  )
})

test.each([
  '(',
  ' ',
  'a ',
  'a:',
  '"',
  '\\"',
  'not ',
  'name:a ',
  'a:(',
  'x is ',
  '[',
  'now-',
  '.',
  'a.',
  ' and',
  'name:[a,',
])('F314 two thousand characters of "%s" are answered at once', (part) => {
  const started = performance.now()
  for (const list of queryLists) parse(part.repeat(2000).slice(0, 2000), list)
  for (const list of queryLists) parse(`name:${part.repeat(2000).slice(0, 1990)}`, list)
  expect(performance.now() - started).toBeLessThan(2000)
})
