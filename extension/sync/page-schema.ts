import { z } from 'zod'
import { awsConnectorTypes, connectorHints, connectorStates } from '../../shared/connector.ts'
import { criticalities } from '../../shared/evaluation.ts'
import { clouds } from '../../shared/resource.ts'
import { type SyncPage, syncVersion } from '../../shared/sync.ts'

// Extensions forbid `new Function`, which zod would try for speed.
z.config({ jitless: true })

// Bounds are far above what a worker sends: they only keep a broken or hostile one from filling the browser.
const short = z.string().max(500)
const long = z.string().max(100_000)
const list = <T extends z.ZodType>(item: T) => z.array(item).max(200_000)
const number = z.int().min(0).max(4_294_967_295)
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
    view: short.optional(),
    steps: z.array(long).max(100),
    cli: long.optional(),
    terraform: long.optional(),
  }),
  references: z.array(long).max(100),
  policies: z.array(short).max(1000),
})

const policy = z.object({
  slug: short,
  cloud,
  title: short,
  description: long,
  controls: z.array(number).max(10_000),
})

const connector = z.object({
  id: short,
  cloud,
  name: short,
  description: long.optional(),
  type: z.enum(awsConnectorTypes).optional(),
  parent: short.optional(),
  account: short.optional(),
  frequency: z.number(),
  state: z.enum(connectorStates),
  stateReason: long.optional(),
  stateAdvice: long.optional(),
  hint: z.enum(connectorHints).optional(),
  retired: short.optional(),
  created: short,
  updated: short,
  lastRun: short.optional(),
  nextRun: short.optional(),
  freshness: z.object({
    evaluated: short.optional(),
    stale: list(z.object({ type: short, region: short, evaluated: short.optional() })),
  }),
})

const evidence = z.object({ setting: long, actual: long, expected: long })
const resource = z.tuple([number, long, short, long, cloud, short, short])
const evaluation = z.tuple([
  number,
  number,
  z.union([z.literal(0), z.literal(1), z.literal(2)]),
  z.array(evidence).max(1000),
  short,
  short,
  short.nullable(),
  short.nullable(),
])

const posture = z.object({ pass: number, fail: number, unknown: number, excepted: number })
const tile = z.object({ controls: number, failures: number })
const summary = z.object({
  resources: number,
  evaluations: posture,
  byCriticality: z.object({ HIGH: tile, MEDIUM: tile, LOW: tile }),
  topControls: z.array(z.object({ cid: number, fail: number })).max(100),
  topAccounts: z.array(z.object({ cloud, account: short, fail: number })).max(100),
})

/** One page of the change feed, as it may come in; everything past this is trusted. */
export const pageSchema: z.ZodType<SyncPage> = z.object({
  version: z.literal(syncVersion),
  epoch: short.min(1),
  seq: z.int().min(0),
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
  summary: summary.optional(),
})

/** What `GET /api/session` says; read loosely, so that another version can be recognised as one. */
export const sessionSchema = z.object({ role: z.enum(['reader', 'manager']), syncVersion: z.int() })
