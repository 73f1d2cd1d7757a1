import fc from 'fast-check'
import { expect, test } from 'vitest'
import { criticalities, outcomes, results } from '../../../../shared/evaluation.ts'
import { matches } from '../../../../shared/query/matches.ts'
import type { Query, QueryList, Test } from '../../../../shared/query/query.ts'
import { type ControlFacts, evaluationRow, type ResourceFacts, resourceRow } from '../../../../shared/query/rows.ts'
import { saveControls } from '../../../../worker/store/controls.ts'
import type { Database } from '../../../../worker/store/database.ts'
import { noBudget } from '../../../../worker/store/lists/budget.ts'
import { searchResources } from '../../../../worker/store/lists/search.ts'
import { splitKept } from '../../../../worker/store/query/kept.ts'
import { toCondition } from '../../../../worker/store/query/to-condition.ts'
import { seqText, takeSeq } from '../../../../worker/store/seq.ts'
import { bestPractices, controls } from '../../api/seed.ts'
import { addConnector, query as ask, temporaryDatabase } from '../../temporary-database.ts'

/** Words that are hard to keep apart: marks of SQL, JSON and patterns, letters beyond ASCII, and what looks like a number. */
const words = [
  'prod',
  'Prod',
  '%',
  '_',
  "a'b",
  'a"b',
  'a\\b',
  'é',
  'É',
  '🙂',
  '22',
  '22.5',
  'true',
  '',
  ' prod x',
  '*',
  '$.a',
  'null',
]
const word = fc.constantFrom(...words)
const times = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z']
const time = fc.constantFrom(...times)
const key = fc.constantFrom('a', 'b', 'rules', 'a-b')
const atom = fc.oneof(word, fc.constantFrom(22, 22.5, 0, -1), fc.boolean(), fc.constant(null))
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    atom,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(key, tie('json'), { maxKeys: 3 }),
  ),
}))

const evaluation = fc.record({
  control: fc.constantFrom(...controls),
  outcome: fc.constantFrom(...outcomes),
  firstEvaluated: time,
  lastEvaluated: time,
  lastReopened: fc.option(time, { nil: undefined }),
  lastFixed: fc.option(time, { nil: undefined }),
})

const resource = fc.record({
  name: word,
  type: fc.constantFrom('aws.s3.bucket', 'aws.iam.user'),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
  account: fc.constantFrom('111122223333', 'Shop'),
  tags: fc.dictionary(word, word, { maxKeys: 3 }),
  config: fc.dictionary(key, json, { maxKeys: 3 }),
  unread: fc.array(fc.record({ field: key, reason: word }), { maxLength: 2 }),
  firstDiscovered: time,
  lastFound: time,
  connector: fc.constantFrom(1, 2),
  evaluations: fc.uniqueArray(evaluation, { maxLength: 3, selector: ({ control }) => control.cid }),
})

const valueTest: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ is: fc.constant('equal' as const), value: fc.oneof(word, fc.constantFrom(22, 45, 0), fc.boolean()) }),
  fc.record({ is: fc.constantFrom('contains' as const, 'prefix' as const, 'suffix' as const), text: word }),
  fc.constant({ is: 'null' as const }),
  fc.record({ is: fc.constant('range' as const) }, { requiredKeys: ['is'] }),
  range(fc.constantFrom(0, 22, 22.5)),
  range(fc.oneof(time, word)),
)

function range<V extends string | number>(value: fc.Arbitrary<V>): fc.Arbitrary<Test> {
  const bound = fc.record({ value, isInclusive: fc.boolean() })
  return fc.record({ is: fc.constant('range' as const), from: bound, to: bound }, { requiredKeys: ['is'] })
}

const known: Readonly<Record<string, readonly string[]>> = {
  'resource.type': ['aws.s3.bucket', 'AWS.IAM.user'],
  cloud: ['aws', 'gcp'],
  region: ['us-east-1'],
  'account.id': ['shop'],
  'connector.name': ['Connector c1'],
  'control.result': outcomes,
  'resource.result': results,
  'control.criticality': criticalities,
  'control.name': ['Versioning is on'],
  'policy.name': ['AWS Best Practices Policy'],
  'service.type': ['s3'],
}

const ofResource = `resource.id resource.name resource.type cloud account.id region resource.result resource.failing
  resource.unknown resource.evaluated firstDiscovered lastFound unread connector.name connector.uuid connector.state
  config.a config.b config.rules config.a.b config.rules.a config.rules.a-b.a no.such`.split(/\s+/)
const ofEvaluation =
  `control.result exception.status evaluatedOn firstEvaluated lastReopened lastFixed control.id control.name
  control.criticality control.type control.isRemediable control.isCustomizable control.path service.type policy.name
  policy.id control.created control.modified qflow.name`.split(/\s+/)

function leafOn(tokens: readonly string[]): fc.Arbitrary<Query> {
  return fc.constantFrom(...tokens).chain((token) => {
    const own = (known[token] ?? []).map((value): Test => ({ is: 'equal', value }))
    const some = own.length > 0 ? fc.oneof(valueTest, fc.constantFrom(...own)) : valueTest
    return some.map((one): Query => ({ kind: 'test', token, test: one }))
  })
}

function queriesOn(leaf: fc.Arbitrary<Query>): fc.Arbitrary<Query> {
  return fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 5, arbitrary: leaf },
      { weight: 1, arbitrary: fc.constantFrom<Query>({ kind: 'true' }, { kind: 'false' }) },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constantFrom('and' as const, 'or' as const),
          of: fc.array(tie('query'), { maxLength: 4 }),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('query') }) },
    ),
  })).query
}

const nestedIn = (token: string, of: fc.Arbitrary<Query>): fc.Arbitrary<Query> =>
  queriesOn(of).map((query) => ({ kind: 'nested', token, of: query }))

const tagged = nestedIn('tag', leafOn(['tag.key', 'tag.value']))
const ruled = nestedIn(
  'config.rules',
  fc.oneof(leafOn(['config.rules.a', 'config.rules.b.a']), nestedIn('config.rules.b', leafOn(['config.rules.b.a']))),
)
const untagged = fc.constant<Query>({ kind: 'test', token: 'tag', test: { is: 'null' } })
const unjudged = fc.constant<Query>({ kind: 'test', token: 'evaluation', test: { is: 'null' } })
const resourceLeaf = fc.oneof(
  { weight: 4, arbitrary: leafOn(ofResource) },
  { weight: 2, arbitrary: fc.oneof(tagged, ruled) },
  { weight: 1, arbitrary: untagged },
)
const evaluationLeaf = fc.oneof(resourceLeaf, leafOn(ofEvaluation))
const queries: Readonly<Record<'resources' | 'evaluations', fc.Arbitrary<Query>>> = {
  resources: queriesOn(fc.oneof(resourceLeaf, nestedIn('evaluation', evaluationLeaf), unjudged)),
  evaluations: queriesOn(evaluationLeaf),
}

type Drawn = ReturnType<typeof fc.sample<typeof resource extends fc.Arbitrary<infer R> ? R : never>>[number]

/** Stores random resources and evaluations, and answers each as the predicate sees it. */
async function store(db: Database, drawn: readonly Drawn[]) {
  await saveControls(db, { controls, policies: [bestPractices] })
  for (const id of ['c1', 'c2']) await addConnector(db, id)
  await db.write([takeSeq, ...drawn.flatMap((one, index) => statements(one, index + 1))])
  const counts = await ask<{ rid: number; failing: number; unknown: number; evaluated: number }>(
    db,
    'SELECT rid, failing, unknown, evaluated FROM resources ORDER BY rid',
  )
  return drawn.map((one, index): ResourceFacts & { readonly rid: number } => {
    const { rid = 0, failing = 0, unknown = 0, evaluated = 0 } = counts[index] ?? {}
    const evaluations = one.evaluations.map(({ control, outcome, lastReopened, lastFixed, ...times }) => ({
      ...times,
      ...(lastReopened ? { lastReopened } : {}),
      ...(lastFixed ? { lastFixed } : {}),
      outcome,
      result: outcome === 'EXCEPTED' ? ('FAIL' as const) : outcome,
      control: factsOf(control),
    }))
    const { connector, ...rest } = one
    const id = `c${connector}`
    return {
      ...rest,
      ...{ rid, failing, unknown, evaluated, evaluations },
      id: `id/${index}`,
      cloud: 'aws',
      connector: { id, name: `Connector ${id}`, state: 'Pending' },
    }
  })
}

const factsOf = (control: (typeof controls)[number]): ControlFacts => ({
  ...control,
  in: control.policies.includes(bestPractices.slug) ? [bestPractices] : [],
})

function statements(one: Drawn, rid: number) {
  return [
    {
      sql: `INSERT INTO resources (rid, connector, id, key, type, name, cloud, account, region, shard, tags, config, unread, hash,
              firstDiscovered, found, seq)
            VALUES (?1, ?2, ?3, ?3, ?4, ?5, 'aws', ?6, ?7, 'global', ?8, ?9, ?10, 'h', ?11, ?12, ${seqText})`,
      args: [
        ...[rid, one.connector, `id/${rid - 1}`, one.type, one.name, one.account, one.region],
        ...[JSON.stringify(one.tags), JSON.stringify(one.config), JSON.stringify(one.unread)],
        ...[one.firstDiscovered, one.lastFound],
      ],
    },
    ...one.evaluations.map((e) => ({
      sql: `INSERT INTO evaluations (cid, rid, result, exception, evidence, hash, firstEvaluated, evaluated, lastReopened, lastFixed, seq)
            VALUES (?, ?, ?, ?, '[]', 'h', ?, ?, ?, ?, ${seqText})`,
      args: [
        ...[e.control.cid, rid, Math.min(outcomes.indexOf(e.outcome), e.outcome === 'EXCEPTED' ? 1 : 2)],
        ...[e.outcome === 'EXCEPTED' ? 7 : null, e.firstEvaluated, e.lastEvaluated],
        ...[e.lastReopened ?? null, e.lastFixed ?? null],
      ],
    })),
  ]
}

test.each(['resources', 'evaluations'] as const)('SQL and the predicate find the same %s', async (list) => {
  const db = await temporaryDatabase()
  const rows = await store(db, fc.sample(resource, { numRuns: 60, seed: 4 }))
  const all = inMemory({ kind: 'true' }, list, rows).length
  const found = { some: 0 }
  await fc.assert(
    fc.asyncProperty(queries[list], async (query) => {
      const expected = inMemory(query, list, rows)
      found.some += Number(expected.length > 0 && expected.length < all)
      expect(await inSql(db, query, list)).toEqual(expected)
    }),
    { numRuns: 400, seed: 4 },
  )
  // Queries that find all or nothing would prove little.
  expect(found.some).toBeGreaterThan(80)
})

test.each(['resources', 'evaluations'] as const)(
  'a search for what resources hold by themselves, and the rest of a query, find together the same %s',
  async (list) => {
    const db = await temporaryDatabase()
    const rows = await store(db, fc.sample(resource, { numRuns: 60, seed: 5 }))
    const found = { kept: 0 }
    const split = fc.array(queries[list], { minLength: 1, maxLength: 3 }).map((of): Query => ({ kind: 'and', of }))
    await fc.assert(
      fc.asyncProperty(split, async (query) => {
        const { kept, rest } = splitKept(query)
        found.kept += Number(kept.kind !== 'true' && rest.kind !== 'true')
        expect(inMemory({ kind: 'and', of: [kept, rest] }, list, rows)).toEqual(inMemory(query, list, rows))
        const { rids, upTo } = await searchResources(db, toCondition(kept, 'resources'), { budget: noBudget })
        expect(upTo).toBeUndefined()
        expect([...rids].map(String)).toEqual(inMemory(kept, 'resources', rows))
      }),
      { numRuns: 300, seed: 5 },
    )
    expect(found.kept).toBeGreaterThan(30)
  },
)

function inMemory(query: Query, list: QueryList, rows: readonly (ResourceFacts & { readonly rid: number })[]) {
  if (list === 'resources') return rows.filter((row) => matches(query, resourceRow(row))).map(({ rid }) => `${rid}`)
  return rows.flatMap((row) =>
    (row.evaluations ?? [])
      .filter((one) => matches(query, evaluationRow(one, row)))
      .map(({ control }) => `${row.rid}:${control.cid}`)
      .sort(),
  )
}

async function inSql(db: Database, query: Query, list: 'resources' | 'evaluations') {
  const { sql, args } = toCondition(query, list)
  const text =
    list === 'resources'
      ? `SELECT r.rid || '' AS id FROM resources r WHERE ${sql} ORDER BY r.rid`
      : `SELECT e.rid || ':' || e.cid AS id FROM evaluations e JOIN resources r ON r.rid = e.rid WHERE ${sql}
         ORDER BY e.rid, e.cid || ''`
  const { rows } = await db.client.execute({ sql: text, args: [...args] })
  return rows.map(({ id }) => id)
}
