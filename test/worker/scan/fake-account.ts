import { z } from 'zod'
import type { Control } from '../../../shared/control.ts'
import type { Unread } from '../../../shared/resource.ts'
import type { Connection } from '../../../worker/connection.ts'
import type { EvaluationInput, Evaluator, Verdict } from '../../../worker/evaluator.ts'
import { OperationError } from '../../../worker/operation-error.ts'
import type { ResourceType } from '../../../worker/resource-type.ts'

/** A thing of the account, as its API would answer it. */
export type Thing = {
  id: string
  name?: string
  region?: string
  tags?: Record<string, string>
  config?: Record<string, unknown>
  unread?: Unread[]
}

/** An account in memory: `things` by resource type and region, and what goes wrong when they are listed. */
export type FakeAccount = {
  things: Record<string, Record<string, unknown[]>>
  /** Resource type, or type and region (`aws.s3.bucket@global`) → the error that its list ends with. */
  errors: Record<string, Error>
  /** After how many things the error comes. */
  errorAfter: number
  regions: string[]
  calls: number
}

export const account = '111122223333'
export const createAccount = (things: FakeAccount['things'] = {}): FakeAccount => ({
  things,
  errors: {},
  errorAfter: 0,
  regions: ['eu-west-1', 'us-east-1'],
  calls: 0,
})

export const denied = (operation: string, permission: string) =>
  new OperationError({
    operation,
    failure: 'denied',
    code: 'AccessDenied',
    permission,
    message: `${operation} was refused.`,
  })

export const connectionTo = (fake: FakeAccount): Connection => ({
  cloud: 'aws',
  account,
  partition: 'aws',
  regions: fake.regions,
  clients: () => ({}) as never,
  apiCalls: () => fake.calls,
})

const define = (
  fake: FakeAccount,
  type: Pick<ResourceType, 'type' | 'label' | 'scope' | 'relations'> & { fields: z.ZodRawShape },
): ResourceType => ({
  ...type,
  fields: z.object(type.fields),
  code: type.label.toUpperCase(),
  service: 'Fake',
  permissions: [],
  async *list({ region }) {
    fake.calls++
    const error = fake.errors[type.type] ?? fake.errors[`${type.type}@${region}`]
    const things = fake.things[type.type]?.[region] ?? []
    for (const [index, thing] of things.entries()) {
      if (error && index >= fake.errorAfter) throw error
      yield structuredClone(thing)
    }
    if (error) throw error
  },
  async one({ region }, id) {
    fake.calls++
    const error = fake.errors[type.type]
    if (error) throw error
    return (fake.things[type.type]?.[region] as Thing[] | undefined)?.find((thing) => thing.id === id)
  },
  normalise(raw, { region }) {
    const { id, name = id, region: own = region, tags = {}, config = {}, unread = [] } = raw as Thing
    return { id, name, region: own, tags, config, unread }
  },
})

export const fakeTypes = (fake: FakeAccount): ResourceType[] => [
  define(fake, { type: 'aws.account', label: 'Account', scope: 'account', fields: { mfa: z.boolean().optional() } }),
  define(fake, {
    type: 'aws.s3.bucket',
    label: 'S3 bucket',
    scope: 'global',
    fields: { open: z.boolean(), size: z.number().optional(), logTo: z.string().optional() },
    relations: { logBucket: { type: 'aws.s3.bucket', key: 'logTo', label: 'logs to' } },
  }),
  define(fake, {
    type: 'aws.ec2.group',
    label: 'Security group',
    scope: 'region',
    fields: { groupId: z.string(), open: z.boolean().optional() },
  }),
  define(fake, {
    type: 'aws.ec2.instance',
    label: 'EC2 instance',
    scope: 'region',
    fields: { groupIds: z.array(z.string()).optional() },
    relations: { groups: { type: 'aws.ec2.group', key: 'groupIds', match: 'groupId', label: 'is in' } },
  }),
]

export const control = (cid: number, resource: string, criticality: Control['criticality'] = 'HIGH'): Control => ({
  ...{
    cid,
    slug: `aws/fake/control-${cid}`,
    title: `Control ${cid}`,
    cloud: 'aws',
    service: 'Fake',
    resources: [resource],
    criticality,
  },
  ...{ evaluates: 'x', rationale: 'y', remediation: { steps: ['z'] }, references: [], policies: [] },
})

export type Judgement = (input: EvaluationInput, now: Date) => boolean | undefined | 'not applicable'

/** An evaluator of plain functions: `true` is PASS, `undefined` UNKNOWN. */
export function fakeEvaluator(checks: readonly (readonly [Control, Judgement])[], relations: string[] = []): Evaluator {
  const verdict = (cid: number, value: boolean | undefined): Verdict => ({
    cid,
    result: value === undefined ? 'UNKNOWN' : value ? 'PASS' : 'FAIL',
    evidence: [{ setting: 'Answer', actual: String(value), expected: 'true' }],
  })
  return {
    controls: checks.map(([one]) => one),
    policies: [
      { slug: 'aws/all', cloud: 'aws', title: 'All', description: 'All', controls: checks.map(([one]) => one.cid) },
    ],
    relationsUsed: () => relations,
    evaluate: (input, now) =>
      checks
        .filter(([one]) => one.resources.includes(input.type))
        .flatMap(([one, judge]) => {
          const value = judge(input, now)
          return value === 'not applicable' ? [] : [verdict(one.cid, value)]
        }),
  }
}

/** Unread fields make it UNKNOWN, as the real one does. */
export const isNot =
  (field: string): Judgement =>
  ({ config, unread }) =>
    unread.some((one) => one.field === field) ? undefined : config[field] !== true

/** Control 45 wants closed buckets, 41 closed groups, 1 an account with MFA. */
export const standardEvaluator = (): Evaluator =>
  fakeEvaluator([
    [control(1, 'aws.account'), ({ config, unread }) => (unread.length > 0 ? undefined : config.mfa === true)],
    [control(41, 'aws.ec2.group', 'MEDIUM'), isNot('open')],
    [control(45, 'aws.s3.bucket'), isNot('open')],
  ])
