import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { listRestStages, readRestStage } from './apigateway-rest.ts'
import type { GatewayStage } from './apigateway-shape.ts'
import { listV2Stages, readV2Stage } from './apigateway-v2.ts'

/**
 * Stages of REST APIs, and of HTTP and WebSocket APIs, which AWS keeps apart as version 1 and 2.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetStages.html and
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
 */
export const apigatewayStage = defineAwsType({
  type: 'aws.apigateway.stage',
  label: 'API Gateway stage',
  code: 'API_GATEWAY_STAGE',
  service: 'API Gateway',
  scope: 'region',
  isPaced: true,
  permissions: ['apigateway:GET'],
  relations: {
    webAcl: { type: 'aws.wafv2.web-acl', key: 'webAclArn', label: 'Web ACL' },
    logGroup: { type: 'aws.logs.log-group', key: 'logDestination', label: 'Log group' },
  },
  fields: z.object({
    /** `REST`, `HTTP` or `WEBSOCKET`. */
    kind: z.string(),
    /** Every API speaks TLS. */
    hasTls: z.boolean(),
    apiId: z.string(),
    apiName: z.string(),
    stage: z.string(),
    /** How requests are logged: `CloudWatch Logs` or `Data Firehose`; absent where they are not. */
    accessLogs: z.string().optional(),
    logDestination: z.string().optional(),
    executionLogs: z.string().optional(),
    isTraced: z.boolean().optional(),
    webAclArn: z.string().optional(),
    endpoints: z.array(z.string()),
    created: z.string().optional(),
  }),

  async *list(context) {
    yield* listRestStages(context)
    yield* listV2Stages(context)
  },

  one(context, arn) {
    const [, family, apiId = '', stage = ''] = /\/(restapis|apis)\/([^/]+)\/stages\/(.+)$/.exec(arn) ?? []
    return family === 'restapis' ? readRestStage(context, apiId, stage) : readV2Stage(context, apiId, stage)
  },

  normalise: (raw: GatewayStage, { partition, region }) => {
    const family = raw.kind === 'REST' ? 'restapis' : 'apis'
    const logDestination = raw.logDestination?.replace(/:\*$/, '') || undefined
    return {
      id: `arn:${partition}:apigateway:${region}::/${family}/${raw.apiId}/stages/${raw.stage}`,
      name: `${raw.apiName || raw.apiId}/${raw.stage}`,
      region,
      tags: raw.tags ?? {},
      config: {
        kind: raw.kind,
        hasTls: true,
        apiId: raw.apiId,
        apiName: raw.apiName,
        stage: raw.stage,
        accessLogs: logDestination && (logDestination.includes(':firehose:') ? 'Data Firehose' : 'CloudWatch Logs'),
        logDestination,
        executionLogs: raw.executionLogs,
        isTraced: raw.isTraced,
        webAclArn: raw.webAclArn || undefined,
        endpoints: [...(raw.endpoints ?? [])],
        created: raw.created,
      },
    }
  },
})
