import * as z from 'zod/mini'
import { awsConnectorTypes, connectorHints, connectorStates } from '../../shared/connector.ts'
import { criticalities } from '../../shared/evaluation.ts'
import { clouds } from '../../shared/resource.ts'
import { type SyncPage, syncVersion } from '../../shared/sync.ts'

// Extensions forbid `new Function`, which zod would try for speed.
z.config({ jitless: true })

// Bounds are far above what a worker sends: they only keep a broken or hostile one from filling the browser.
const short = z.string().check(z.maxLength(500))
const long = z.string().check(z.maxLength(100_000))
const list = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.maxLength(200_000))
const number = z.int().check(z.minimum(0), z.maximum(4_294_967_295))
const cloud = z.enum(clouds)

const control = z.object({
  cid: number,
  slug: short,
  title: short,
  cloud,
  service: short,
  resources: list(short),
  criticality: z.enum(criticalities),
  evaluates: long,
  rationale: long,
  remediation: z.object({
    view: z.optional(short),
    steps: z.array(long).check(z.maxLength(100)),
    cli: z.optional(long),
    terraform: z.optional(long),
  }),
  references: z.array(long).check(z.maxLength(100)),
  policies: z.array(short).check(z.maxLength(1000)),
})

const policy = z.object({
  slug: short,
  cloud,
  title: short,
  description: long,
  controls: z.array(number).check(z.maxLength(10_000)),
})

const connector = z.object({
  id: short,
  cloud,
  name: short,
  description: z.optional(long),
  type: z.optional(z.enum(awsConnectorTypes)),
  parent: z.optional(short),
  account: z.optional(short),
  frequency: z.number(),
  state: z.enum(connectorStates),
  stateReason: z.optional(long),
  stateAdvice: z.optional(long),
  hint: z.optional(z.enum(connectorHints)),
  retired: z.optional(short),
  created: short,
  updated: short,
  lastRun: z.optional(short),
  nextRun: z.optional(short),
  freshness: z.object({
    evaluated: z.optional(short),
    stale: list(z.object({ type: short, region: short, evaluated: z.optional(short) })),
  }),
})

const evidence = z.object({ setting: long, actual: long, expected: long })
const resource = z.tuple([number, long, short, long, cloud, short, short])
const evaluation = z.tuple([
  number,
  number,
  z.union([z.literal(0), z.literal(1), z.literal(2)]),
  z.array(evidence).check(z.maxLength(1000)),
  short,
  short,
  z.nullable(short),
  z.nullable(short),
])

const posture = z.object({ pass: number, fail: number, unknown: number, excepted: number })
const tile = z.object({ controls: number, failures: number })
const summary = z.object({
  resources: number,
  evaluations: posture,
  byCriticality: z.object({ HIGH: tile, MEDIUM: tile, LOW: tile }),
  topControls: z.array(z.object({ cid: number, fail: number })).check(z.maxLength(100)),
  topAccounts: z.array(z.object({ cloud, account: short, fail: number })).check(z.maxLength(100)),
})

/** One page of the change feed, as it may come in; everything past this is trusted. */
export const pageSchema: z.ZodMiniType<SyncPage> = z.object({
  version: z.literal(syncVersion),
  epoch: short.check(z.minLength(1)),
  seq: z.int().check(z.minimum(0)),
  more: z.boolean(),
  controls: list(control),
  policies: list(policy),
  connectors: list(connector),
  resources: list(resource),
  evaluations: list(evaluation),
  removed: z.object({
    controls: list(number),
    policies: list(short),
    connectors: list(short),
    resources: list(number),
    evaluations: list(z.tuple([number, number])),
  }),
  summary: z.optional(summary),
})

/** What `GET /api/session` says; read loosely, so that another version can be recognised as one. */
export const sessionSchema = z.object({ role: z.enum(['reader', 'manager']), syncVersion: z.int() })
