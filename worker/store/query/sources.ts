import { firstOwnCid } from '../../../shared/control.ts'
import { criticalities, outcomes } from '../../../shared/evaluation.ts'
import { clouds } from '../../../shared/resource.ts'

/**
 * An expression of text, number or truth, NULL where there is no value. `some` is what is wrapped around a test on it, in the
 * place of `?`, where it is of another table. `isSmall`: it is stored in small letters, and compared as it is.
 */
export type Column = {
  readonly column: string
  readonly type: 'text' | 'number' | 'truth'
  readonly some?: string
  readonly isSmall?: true
}

/** Where the values of a token stand; `oneOf`: each value with the condition under which it is one. */
export type Source = Column | { readonly oneOf: Readonly<Record<string, string>> } | 'none'

const text = (column: string, some?: string): Source => ({ column, type: 'text', ...(some ? { some } : {}) })
const number = (column: string, some?: string): Source => ({ column, type: 'number', ...(some ? { some } : {}) })

const ofConnector = 'r.connector IN (SELECT k.no FROM connectors k WHERE ?)'
const ofControl = 'e.cid IN (SELECT k.cid FROM controls k WHERE ?)'
const ofPolicy = 'e.cid IN (SELECT pc.cid FROM policies k CROSS JOIN policy_controls pc ON pc.policy = k.slug WHERE ?)'
const ofUnread = `EXISTS (SELECT 1 FROM json_each(r.unread) u WHERE ?)`

const collected = (column: string) =>
  `(SELECT c.${column} FROM collections c WHERE c.connector = r.connector AND c.type = r.type AND c.region = r.shard)`

const each = (values: readonly string[], condition: (value: string, index: number) => string): Source => ({
  oneOf: Object.fromEntries(values.map((value, index) => [value, condition(value, index)])),
})

/** The tokens of a resource, `r`. */
export const resourceSources: Readonly<Record<string, Source>> = {
  'resource.id': text('r.id'),
  'resource.name': text('r.name'),
  'resource.type': { column: 'r.type', type: 'text', isSmall: true },
  cloud: each(clouds, (cloud) => `r.cloud = '${cloud}'`),
  'account.id': text('r.account'),
  region: text('r.region'),
  'resource.result': {
    oneOf: {
      PASS: '(r.evaluated > 0 AND r.failing = 0 AND r.unknown = 0)',
      FAIL: 'r.failing > 0',
      UNKNOWN: 'r.unknown > 0',
    },
  },
  'resource.failing': number('r.failing'),
  'resource.unknown': number('r.unknown'),
  'resource.evaluated': number('r.evaluated'),
  firstDiscovered: text('r.firstDiscovered'),
  lastFound: text(`max(r.found, iif(r.gone IS NULL, coalesce(${collected('found')}, ''), ''))`),
  unread: text(`json_extract(u.value, '$.field')`, ofUnread),
  'connector.name': text('k.name', ofConnector),
  'connector.uuid': text('k.id', ofConnector),
  'connector.state': text('k.state', ofConnector),
}

/** The tokens of an evaluation, `e`, besides those of its resource. */
export const evaluationSources: Readonly<Record<string, Source>> = {
  'control.result': each(outcomes, (_, index) => `e.outcome = ${index}`),
  'exception.status': { oneOf: { ACTIVE: 'e.outcome = 3', NONE: 'e.outcome <> 3' } },
  evaluatedOn: text(`max(e.evaluated, coalesce(${collected('evaluated')}, ''))`),
  firstEvaluated: text('e.firstEvaluated'),
  lastReopened: text('e.lastReopened'),
  lastFixed: text('e.lastFixed'),
  'control.id': number('e.cid'),
  'control.name': text('k.title', ofControl),
  'control.criticality': {
    oneOf: Object.fromEntries(
      criticalities.map((one) => [one, `e.cid IN (SELECT k.cid FROM controls k WHERE k.criticality = '${one}')`]),
    ),
  },
  'control.type': { oneOf: { SYSTEM: `e.cid < ${firstOwnCid}`, CUSTOM: `e.cid >= ${firstOwnCid}` } },
  'control.isRemediable': { oneOf: { false: '1' } },
  'control.isCustomizable': {
    column: `iif(json_type(k.body, '$.parameters') = 'object' AND json_extract(k.body, '$.parameters') <> '{}', 1, 0)`,
    type: 'truth',
    some: ofControl,
  },
  'control.path': text('k.slug', ofControl),
  'service.type': text('k.service', ofControl),
  'policy.name': text('k.title', ofPolicy),
  'policy.id': text('k.slug', ofPolicy),
  'control.created': text(`json_extract(k.body, '$.created')`, ofControl),
  'control.modified': text(`json_extract(k.body, '$.modified')`, ofControl),
  'qflow.name': 'none',
  'qflow.id': 'none',
}

/** The tokens of a tag, `t`, which is an element of `json_each`. */
export const tagSources: Readonly<Record<string, Source>> = {
  'tag.key': text('t.key'),
  'tag.value': text('t.value'),
}
