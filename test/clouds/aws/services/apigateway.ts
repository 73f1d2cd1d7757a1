import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type GatewayStage = {
  name: string
  created: string
  /** ARN of what receives the access logs. */
  logs?: string
  /** Level of the execution logs. */
  executionLogs?: string
  webAcl?: string
  variables?: Record<string, string>
  tags?: Record<string, string>
}

export type RestApi = { id: string; region: string; name: string; created: string; stages: GatewayStage[] }

/** What an account holds of REST APIs. */
export type ApiGatewayEstate = { apis: RestApi[] }

export const apigatewayRoutes: readonly Route[] = [
  ['GET', '/restapis', 'GetRestApis'],
  ['GET', '/restapis/{restApiId}', 'GetRestApi'],
  ['GET', '/restapis/{restApiId}/stages', 'GetStages'],
  ['GET', '/restapis/{restApiId}/stages/{stageName}', 'GetStage'],
]

export const apigateway = answerJson({
  GetRestApis({ region, parameters }, account, world) {
    const here = apisOf(account, region)
    const { items, next } = jsonPage(here, { token: parameters.position, size: parameters.limit ?? 25, world })
    return { item: items.map(described), ...(next && { position: next }) }
  },

  GetRestApi: ({ region, parameters }, account) => described(find(account, region, parameters.restApiId)),

  GetStages: ({ region, parameters }, account) => ({
    item: find(account, region, parameters.restApiId).stages.map(stage),
  }),

  GetStage({ region, parameters }, account) {
    const { stages } = find(account, region, parameters.restApiId)
    const found = stages.find(({ name }) => name === parameters.stageName)
    if (!found) throw new AwsRefusal(404, 'NotFoundException', 'Invalid stage identifier specified')
    return stage(found)
  },
})

const apisOf = ({ apigateway }: AwsAccount, region: string) =>
  (apigateway?.apis ?? []).filter((api) => api.region === region)

function find(account: AwsAccount, region: string, id: unknown): RestApi {
  const found = apisOf(account, region).find((api) => api.id === id)
  if (!found) throw new AwsRefusal(404, 'NotFoundException', 'Invalid API identifier specified')
  return found
}

const described = ({ id, name, created }: RestApi) => ({
  ...{ id, name, createdDate: Date.parse(created) / 1000, apiKeySource: 'HEADER' },
  endpointConfiguration: { types: ['REGIONAL'] },
})

const stage = ({ name, created, logs, executionLogs, webAcl, variables, tags }: GatewayStage) => ({
  stageName: name,
  deploymentId: 'a1b2c3',
  cacheClusterEnabled: false,
  methodSettings: executionLogs ? { '*/*': { loggingLevel: executionLogs, metricsEnabled: false } } : {},
  ...(logs && { accessLogSettings: { destinationArn: logs, format: '$context.requestId' } }),
  tracingEnabled: false,
  ...(webAcl && { webAclArn: webAcl }),
  ...(variables && { variables }),
  ...(tags && { tags }),
  createdDate: Date.parse(created) / 1000,
  lastUpdatedDate: Date.parse(created) / 1000,
})
