import { z } from '@hono/zod-openapi'
import { awsConnectorTypes, awsMemberTypes, connectorHints, connectorStates } from '../../shared/connector.ts'
import { cloudSchema, time } from './scalars.ts'

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
    retired: time.optional().openapi({
      description:
        'Since when the account is closed, suspended or no longer in the organization: the connector does not run, keeps what it knows with its age, and comes back when the account does.',
    }),
    created: time,
    updated: time,
    lastRun: time.optional(),
    nextRun: time.optional(),
  })
  .openapi('Connector')
