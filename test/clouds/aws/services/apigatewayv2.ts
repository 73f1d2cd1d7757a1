import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'
import type { GatewayStage } from './apigateway.ts'

export type GatewayV2Api = {
  id: string
  region: string
  name: string
  kind: 'HTTP' | 'WEBSOCKET'
  created: string
  stages: GatewayStage[]
}

/** What an account holds of HTTP and WebSocket APIs. */
export type ApiGatewayV2Estate = { apis: GatewayV2Api[] }

export const apigatewayv2Routes: readonly Route[] = [
  ['GET', '/v2/apis', 'GetApis'],
  ['GET', '/v2/apis/{ApiId}', 'GetApi'],
  ['GET', '/v2/apis/{ApiId}/stages', 'GetStages'],
  ['GET', '/v2/apis/{ApiId}/stages/{StageName}', 'GetStage'],
]

export const apigatewayv2 = answerJson({
  GetApis({ region, parameters }, account, world) {
    const { nextToken: token, maxResults: size } = parameters
    const { items, next } = jsonPage(apisOf(account, region), { token, size, world })
    return { items: items.map(described), ...(next && { nextToken: next }) }
  },

  GetApi: ({ region, parameters }, account) => described(find(account, region, parameters.ApiId)),

  GetStages({ region, parameters }, account, world) {
    const { nextToken: token, maxResults: size } = parameters
    const { items, next } = jsonPage(find(account, region, parameters.ApiId).stages, { token, size, world })
    return { items: items.map(stage), ...(next && { nextToken: next }) }
  },

  GetStage({ region, parameters }, account) {
    const { stages } = find(account, region, parameters.ApiId)
    const found = stages.find(({ name }) => name === parameters.StageName)
    if (!found) throw new AwsRefusal(404, 'NotFoundException', 'Invalid stage identifier specified')
    return stage(found)
  },
})

const apisOf = ({ apigatewayv2 }: AwsAccount, region: string) =>
  (apigatewayv2?.apis ?? []).filter((api) => api.region === region)

function find(account: AwsAccount, region: string, id: unknown): GatewayV2Api {
  const found = apisOf(account, region).find((api) => api.id === id)
  if (!found) throw new AwsRefusal(404, 'NotFoundException', 'Invalid API identifier specified')
  return found
}

const described = ({ id, region, name, kind, created }: GatewayV2Api) => ({
  ...{ apiId: id, name, protocolType: kind, createdDate: created, routeSelectionExpression: '$request.method' },
  apiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com`,
})

const stage = ({ name, created, logs, executionLogs, variables, tags }: GatewayStage) => ({
  stageName: name,
  autoDeploy: false,
  createdDate: created,
  lastUpdatedDate: created,
  defaultRouteSettings: { detailedMetricsEnabled: false, ...(executionLogs && { loggingLevel: executionLogs }) },
  ...(logs && { accessLogSettings: { destinationArn: logs, format: '$context.requestId' } }),
  stageVariables: variables ?? {},
  routeSettings: {},
  tags: tags ?? {},
})
