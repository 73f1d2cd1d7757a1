import { z } from '@hono/zod-openapi'
import { shortId } from '../../../shared/console-links/short-id.ts'
import type { NumberedResource } from '../../store/numbered-lists/resources.ts'
import { providerOf } from './clouds.ts'
import { offsetDate } from './dates.ts'
import { fieldsByType } from './resource-fields.ts'
import { uuidOf } from './uuid.ts'

const nullable = z.string().nullable()

/** What resources of all types tell; each type has fields of its own besides. */
export const resourceSchema = z
  .looseObject({
    resourceId: z.string(),
    name: z.string(),
    connectorUuids: z.array(z.string()),
    created: nullable,
    cloudAccountId: z.string(),
    additionalDetails: z.null(),
    uuid: z.string(),
    connectorUuid: z.string(),
    createdOn: nullable,
    tags: z.array(z.object({ key: z.string(), value: z.string() })),
    remediationEnabled: z.boolean(),
    lastUpdated: z.string(),
    cloudType: z.enum(['AWS', 'AZURE', 'GCP']),
    region: z.string(),
    resourceType: z.string(),
    accountAlias: nullable,
    controlsFailed: z.int(),
    qualysTags: z.array(z.unknown()),
    isSnapshotScanEnabled: z.boolean(),
  })
  .openapi('Resource')

export type ResourceContext = {
  /** Identity of the database. */
  readonly epoch: string
  readonly codeOf: (type: string) => string
  /** Alias of the account of a connector. */
  readonly aliasOf: (connectorId: string) => string | undefined
  /** Whether a connector may change things. */
  readonly isRemediating: (connectorId: string) => boolean
}

/** A resource as lists tell it. `created` is when the provider made it, where it says so, else when it was first seen. */
export function resourceRecord(resource: NumberedResource, context: ResourceContext): z.infer<typeof resourceSchema> {
  const { config, connectorId, firstDiscovered } = resource
  const created =
    typeof config.created === 'string' && !Number.isNaN(Date.parse(config.created)) ? config.created : undefined
  const shape = fieldsByType[resource.type]
  return {
    resourceId: shortId(resource),
    name: resource.name,
    connectorUuids: [connectorId],
    created: offsetDate(created ?? firstDiscovered),
    cloudAccountId: resource.account,
    additionalDetails: null,
    uuid: uuidOf(context.epoch, resource.rid),
    connectorUuid: connectorId,
    createdOn: offsetDate(firstDiscovered),
    tags: Object.entries(resource.tags).map(([key, value]) => ({ key, value })),
    remediationEnabled: context.isRemediating(connectorId),
    lastUpdated: offsetDate(resource.lastFound),
    cloudType: providerOf(resource.cloud),
    region: resource.region,
    resourceType: context.codeOf(resource.type),
    accountAlias: context.aliasOf(connectorId) ?? null,
    controlsFailed: resource.failing,
    qualysTags: [],
    isSnapshotScanEnabled: false,
    ...(resource.type === 'aws.s3.bucket' ? { bucketName: resource.name } : {}),
    ...shape?.(config),
  }
}
