import { z } from '@hono/zod-openapi'
import { awsConnectorTypes, awsMemberTypes, connectorHints, connectorStates } from '../../shared/connector.ts'
import { criticalities, outcomes, results } from '../../shared/evaluation.ts'
import { doors } from '../../shared/permission.ts'
import { clouds } from '../../shared/resource.ts'
import { runStates } from '../../shared/run.ts'
import { count, time } from './scalars.ts'

/*
 * What the API answers with, for its description and its typed client. The types of `shared/` are the contract; a
 * handler whose answer does not fit does not compile.
 */

const optionalTime = time.optional()

/** An object of any JSON; only described, not checked. */
export const jsonObject = z
  .custom<Record<string, z.core.util.JSONType>>()
  .openapi({ type: 'object', additionalProperties: true })

export const cloudSchema = z.enum(clouds)
export const criticalitySchema = z.enum(criticalities)
export const resultSchema = z.enum(results)

export const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.string().optional().openapi({ description: 'Id of the role of a token that belongs to nobody.' }),
    user: z.string().optional().openapi({ description: 'Id of the user whose rights it has.' }),
    door: z.enum(doors).optional().openapi({
      description: '`ui`: it opens the API to the extension; `api`: to programs. Both where absent.',
    }),
    readsOnly: z.literal(true).optional().openapi({ description: 'It only reads, whatever its roles allow.' }),
    parent: z.string().optional().openapi({
      description: 'Id of the token that was exchanged for it (`POST /auth`), with which it ends.',
    }),
    created: time,
    expires: optionalTime,
    lastUsed: optionalTime,
    revoked: optionalTime,
  })
  .openapi('Token')

const settings = z.discriminatedUnion('cloud', [
  z.object({
    cloud: z.literal('aws'),
    roleArn: z.string(),
    externalId: z.string(),
    members: z
      .object({ roleName: z.string(), externalId: z.string(), type: z.enum(awsMemberTypes) })
      .optional()
      .openapi({ description: 'Of an organization connector: how it enters the accounts of its members.' }),
  }),
  z.object({ cloud: z.literal('azure'), tenantId: z.string(), clientId: z.string(), subscriptionId: z.string() }),
  z.object({ cloud: z.literal('gcp'), projectId: z.string(), clientEmail: z.string() }),
])

export const connectorSchema = z
  .object({
    id: z.string(),
    cloud: cloudSchema,
    type: z.enum(awsConnectorTypes).optional().openapi({
      description:
        'AWS only. `inventory` lists resources and judges nothing; `assessment` may ask Systems Manager besides; `organization` keeps a connector for each account of an organization; `cspm` has inventory and controls; `remediation` fixes besides.',
    }),
    parent: z.string().optional().openapi({ description: 'Id of the organization connector that keeps this one.' }),
    name: z.string(),
    description: z.string().optional(),
    account: z.string().optional(),
    settings,
    frequency: z.int().openapi({ description: 'Minutes between runs.' }),
    state: z.enum(connectorStates),
    stateReason: z.string().optional(),
    stateAdvice: z.string().optional(),
    hint: z.enum(connectorHints).optional().openapi({
      description:
        '`Regions Discovered`: the connector is Online and knows the regions of its account, but no instance was found in any of them so far. No error where there are none.',
    }),
    retired: optionalTime.openapi({
      description:
        'Since when the account is closed, suspended or no longer in the organization: the connector does not run, keeps what it knows with its age, and comes back when the account does.',
    }),
    created: time,
    updated: time,
    lastRun: optionalTime,
    nextRun: optionalTime,
  })
  .openapi('Connector')

export const runSchema = z
  .object({
    id: z.string(),
    connectorId: z.string(),
    state: z.enum(runStates),
    trigger: z.enum(['schedule', 'person']),
    queued: time,
    started: optionalTime,
    ended: optionalTime,
    shards: count,
    shardsDone: count,
    step: z.string().optional(),
    resources: count,
    evaluations: count,
    apiCalls: count,
    written: count,
    errors: count,
    reason: z.string().optional(),
  })
  .openapi('Run')

export const runErrorSchema = z
  .object({
    type: z.string(),
    region: z.string(),
    operation: z.string(),
    permission: z.string().optional(),
    reason: z.string(),
    count,
  })
  .openapi('RunError')

export const postureSchema = z
  .object({
    pass: count,
    fail: count,
    unknown: count,
    excepted: count.openapi({ description: 'Failing ones for which an exception holds.' }),
  })
  .openapi('Posture')

const view = z.string().optional()

/** Of what users of this worker wrote. */
const authored = {
  origin: z.literal('own').optional().openapi({ description: 'Absent where it is built in.' }),
  version: z.int().optional(),
  author: z.string().optional(),
}

export const controlSchema = z
  .object({
    cid: z.int(),
    slug: z.string(),
    title: z.string(),
    cloud: cloudSchema,
    service: z.string(),
    resources: z.array(z.string()).readonly(),
    criticality: criticalitySchema,
    evaluates: z.string(),
    rationale: z.string(),
    remediation: z.object({
      view,
      steps: z.array(z.string()).readonly(),
      cli: z.string().optional(),
      terraform: z.string().optional(),
    }),
    references: z.array(z.string()).readonly(),
    policies: z.array(z.string()).readonly(),
    parameters: z
      .record(
        z.string(),
        z.object({
          label: z.string(),
          default: z.union([z.number(), z.boolean(), z.string(), z.array(z.union([z.number(), z.string()]))]),
        }),
      )
      .optional()
      .openapi({ description: 'What a copy of it can set without touching its logic.' }),
    ...authored,
    created: time.optional(),
    modified: time.optional(),
    copiedFrom: z.int().optional(),
    problems: z.array(z.string()).readonly().optional().openapi({
      description: 'Of one’s own that does not fit this version any more: it answers nothing, which is no pass.',
    }),
    posture: postureSchema,
  })
  .openapi('Control')

export const policySchema = z
  .object({
    slug: z.string(),
    cloud: cloudSchema,
    title: z.string(),
    description: z.string(),
    controls: z.array(z.int()).readonly(),
    ...authored,
    posture: postureSchema,
  })
  .openapi('Policy')

export const resourceRefSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    name: z.string(),
    cloud: cloudSchema,
    account: z.string(),
    region: z.string(),
  })
  .openapi('ResourceRef')

const listed = resourceRefSchema.extend({
  tags: z.record(z.string(), z.string()),
  firstDiscovered: time,
  lastFound: time,
  gone: optionalTime,
  connectorId: z.string(),
  failing: count,
  unknown: count,
  evaluated: count,
})
export const resourceSchema = listed
  .extend({ config: jsonObject.optional().openapi({ description: 'The fields that `columns` asks for.' }) })
  .openapi('Resource')

export const evidenceSchema = z
  .object({ setting: z.string(), actual: z.string(), expected: z.string() })
  .openapi('Evidence')

export const evaluationSchema = z
  .object({
    cid: z.int(),
    title: z.string(),
    criticality: criticalitySchema,
    resourceId: z.string(),
    resource: resourceRefSchema,
    connectorId: z.string(),
    appliesTo: z.enum(['resource', 'account']).openapi({
      description: '`account`: the control’s resources could not be listed, and this UNKNOWN stands for all of them.',
    }),
    result: resultSchema.openapi({ description: 'What the control said.' }),
    outcome: z.enum(outcomes).openapi({ description: 'How it counts: EXCEPTED while an exception holds.' }),
    exception: z
      .object({
        ...{ id: z.string(), kind: z.string(), reason: z.string(), owner: z.string() },
        ends: optionalTime,
      })
      .optional()
      .openapi({ description: 'The exception that holds.' }),
    evidence: z.array(evidenceSchema).readonly(),
    firstEvaluated: time,
    lastEvaluated: time,
    lastReopened: optionalTime,
    lastFixed: optionalTime,
  })
  .openapi('Evaluation')

/** An evaluation of one resource. */
export const toldEvaluationSchema = evaluationSchema
  .extend({
    message: z.string().openapi({
      description: 'What it found, as one sentence: `Versioning Status is -, expected Enabled.`',
    }),
  })
  .openapi('ToldEvaluation')

const associated = resourceRefSchema
  .extend({
    firstDiscovered: time,
    state: z.string().optional(),
    vulnerabilities: z.object({ confirmed: count, potential: count }).optional(),
  })
  .openapi('AssociatedResource')

export const resourceDetailSchema = listed
  .extend({
    config: jsonObject.openapi({ description: 'The fields that the resource type declares.' }),
    unread: z
      .array(
        z.object({
          field: z.string(),
          operation: z.string().optional(),
          permission: z.string().optional(),
          reason: z.string(),
        }),
      )
      .readonly(),
    associations: z
      .array(
        z.object({
          relation: z.string(),
          label: z.string(),
          direction: z.enum(['to', 'from']),
          target: z.string(),
          resource: associated.optional(),
        }),
      )
      .readonly()
      .openapi({ description: 'At most 200 each way.' }),
    associationCounts: z
      .object({
        to: count,
        from: count,
        byType: z
          .array(z.object({ direction: z.enum(['to', 'from']), type: z.string().optional(), count }))
          .readonly()
          .openapi({ description: 'How many there are of each resource type.' }),
      })
      .openapi({ description: 'How many there are each way, also of those that are not told.' }),
    rules: z.array(z.string()).readonly().openapi({
      description:
        'Fields of `config` that are lists of objects: rules, grants, statements; not what is judged of them.',
    }),
    vulnerabilities: z
      .object({
        source: z.string().openapi({
          description: 'Who looks for them; `none` where nobody is connected, `unknown` where that could not be read.',
        }),
        open: jsonObject.optional().openapi({ description: 'What is open, as the source tells it.' }),
      })
      .openapi({ description: 'Known weaknesses of what runs there.' }),
    evaluations: z.array(toldEvaluationSchema).readonly(),
  })
  .openapi('ResourceDetail')

export const resourceTypeSchema = z
  .object({
    type: z.string(),
    label: z.string(),
    cloud: cloudSchema,
    service: z.string(),
    code: z.string(),
    scope: z.enum(['global', 'region', 'account']),
    views: z.array(z.string()).readonly().openapi({ description: 'Views of its console page that controls point at.' }),
    permissions: z.array(z.string()).readonly(),
    relations: z.array(z.object({ name: z.string(), type: z.string(), label: z.string() })).readonly(),
    controls: count,
    count,
    failing: count,
    evaluated: count,
  })
  .openapi('ResourceType')

const level = z.object({ controls: count, failures: count })
export const summarySchema = z
  .object({
    resources: count,
    evaluations: postureSchema,
    byCriticality: z.object({ HIGH: level, MEDIUM: level, LOW: level }),
    topControls: z.array(z.object({ cid: z.int(), fail: count })).readonly(),
    topAccounts: z.array(z.object({ cloud: cloudSchema, account: z.string(), fail: count })).readonly(),
  })
  .openapi('Summary')
