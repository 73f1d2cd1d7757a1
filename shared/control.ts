import { z } from 'zod'
import { criticalities } from './evaluation.ts'

const evidence = z.strictObject({
  setting: z.string(),
  /** A CEL expression over the same variables as `check`; its value is shown as text. */
  actual: z.string(),
  expected: z.string(),
})

/**
 * What an example expects; NOT_APPLICABLE when `when` leaves the resource out.
 */
export const expectations = ['PASS', 'FAIL', 'UNKNOWN', 'NOT_APPLICABLE'] as const

const example = z.strictObject({
  name: z.string(),
  /** Resource type, where the control is about several. */
  type: z.string().optional(),
  /** The resource's fields, as normalised. */
  resource: z.record(z.string(), z.unknown()).optional(),
  /** Instead of `resource`: what the collector's `list` yields, taken through the type's `normalise`. */
  raw: z.record(z.string(), z.unknown()).optional(),
  /** Relation name → fields of the related resource; `null` for one that does not exist. */
  related: z.record(z.string(), z.record(z.string(), z.unknown()).nullable()).optional(),
  /** Fields of the resource that could not be read. */
  unread: z.array(z.string()).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  /** The moment of evaluation, ISO 8601; 2026-01-01T00:00:00Z where not given. */
  now: z.string().optional(),
  expect: z.enum(expectations),
})

const check = z.strictObject({ title: z.string(), check: z.string(), evidence: z.array(evidence).min(1) })

const parameter = z.strictObject({
  /** What the number or list means, for the person who changes it. */
  label: z.string(),
  default: z.union([z.number(), z.boolean(), z.string(), z.array(z.union([z.number(), z.string()]))]),
})

/** What a control file says, its examples apart. */
const contents = {
  cid: z.int().positive(),
  title: z.string().max(150),
  aliases: z.array(z.string()).optional(),
  /** Resource type that it is about; several where the same fields mean the same in each of them. */
  resource: z.union([z.string(), z.array(z.string()).min(2)]),
  criticality: z.enum(criticalities),
  /** One sentence: what is looked at. */
  evaluates: z.string(),
  /** Why it matters. */
  rationale: z.string(),
  /** CEL: the resources that the control applies to; all of its type where absent. */
  when: z.string().optional(),
  parameters: z.record(z.string(), parameter).optional(),
  /** CEL: true is PASS. */
  check: z.string().optional(),
  evidence: z.array(evidence).min(1).optional(),
  /** Instead of `check`: several titles under one CID; it fails if one does. */
  checks: z.array(check).min(2).optional(),
  remediation: z.strictObject({
    /** The view of the resource's console page that the jump opens. */
    view: z.string().optional(),
    /** `{name}`, `{id}`, `{shortId}`, `{region}`, `{account}` and, on Azure, `{resourceGroup}` are filled in. */
    steps: z.array(z.string()).min(1),
    cli: z.string().optional(),
    terraform: z.string().optional(),
  }),
  references: z.array(z.url({ protocol: /^https$/ })).optional(),
}

type Contents = { readonly check?: string | undefined; readonly checks?: unknown; readonly evidence?: unknown }

const hasOneKindOfCheck = ({ check, checks }: Contents) => (check === undefined) !== (checks === undefined)
const hasEvidence = ({ check, evidence }: Contents) => check === undefined || evidence !== undefined
const oneKind = { error: 'give either check with evidence, or checks' }
const itsEvidence = { error: 'a check needs evidence' }

/** One control file: `policies/<cloud>/<service>/<control>.yaml`. Its path is its slug, `cid` its number. */
export const controlFile = z
  .strictObject({ ...contents, examples: z.array(example).min(2) })
  .refine(hasOneKindOfCheck, oneKind)
  .refine(hasEvidence, itsEvidence)

/** The same without its examples, which are for tests: they are two thirds of it. */
export const controlFileAlone = z
  .strictObject({ ...contents, examples: z.unknown().transform((): ControlFile['examples'] => []) })
  .refine(hasOneKindOfCheck, oneKind)
  .refine(hasEvidence, itsEvidence)

export type ControlFile = z.infer<typeof controlFile>

/** The same as a user writes it: numbered by the worker, and bounded, for it comes from outside. */
export const ownControlFile = z
  .strictObject({
    ...contents,
    cid: z.int().positive().optional(),
    title: z.string().trim().min(1).max(150),
    aliases: z.undefined({ error: 'a control of one’s own has no aliases' }).optional(),
    resource: z.union([z.string().max(100), z.array(z.string().max(100)).min(2).max(20)]),
    parameters: z
      .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'a parameter is named by up to 40 letters'), parameter)
      .optional(),
    evidence: z.array(evidence).min(1).max(20).optional(),
    checks: z
      .array(check.extend({ evidence: z.array(evidence).min(1).max(20) }))
      .min(2)
      .max(10)
      .optional(),
    remediation: contents.remediation.extend({
      view: z.string().max(100).optional(),
      steps: z.array(z.string().max(2000)).min(1).max(50),
      cli: z.string().max(4000).optional(),
    }),
    references: z
      .array(z.url({ protocol: /^https$/ }).max(2000))
      .max(20)
      .optional(),
    examples: z.array(example).min(2).max(100),
  })
  .refine(hasOneKindOfCheck, oneKind)
  .refine(hasEvidence, itsEvidence)

/** A control as the API and the extension know it: everything but the logic. */
export type Control = {
  readonly cid: number
  /** `aws/s3/bucket-versioning`. */
  readonly slug: string
  readonly title: string
  readonly cloud: 'aws' | 'azure' | 'gcp'
  /** Label of the service, such as `S3`. */
  readonly service: string
  /** Resource types that it is about. */
  readonly resources: readonly string[]
  readonly criticality: (typeof criticalities)[number]
  readonly evaluates: string
  readonly rationale: string
  readonly remediation: ControlFile['remediation']
  readonly references: readonly string[]
  /** Slugs of the policies that hold it. */
  readonly policies: readonly string[]
  /** What a copy of it can set without touching its logic. */
  readonly parameters?: ControlFile['parameters']
  /** Written by a user of this worker; a built-in one where absent. */
  readonly origin?: 'own'
  /** Of one's own: how many times it was saved, and who saved it last. */
  readonly version?: number
  readonly author?: string
  /** Of one's own: when it was made and when it was saved last, ISO 8601 in UTC. Built-in ones come with the worker. */
  readonly created?: string
  readonly modified?: string
  /** CID of the control that it was copied from. */
  readonly copiedFrom?: number
  /**
   * Of one's own that no longer fits this version of Plumbline: what is wrong with it. It then answers nothing, which is no
   * pass.
   */
  readonly problems?: readonly string[]
}

/** CIDs of controls of one's own begin here; built-in ones stay below. */
export const firstOwnCid = 900_001
