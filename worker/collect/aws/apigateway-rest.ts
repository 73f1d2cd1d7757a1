import type { RestApi, Stage } from '@aws-sdk/client-api-gateway'
import { concurrently } from '../../concurrently.ts'
import type { CollectContext } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import type { GatewayStage } from './apigateway-shape.ts'
import { isoTime } from './values.ts'

/** Stages of REST APIs. Where those of one API fail, the list fails: they would seem to be gone. */
export async function* listRestStages({ clients }: CollectContext<'aws'>): AsyncIterable<GatewayStage> {
  const { GetStagesCommand, paginateGetRestApis } = await import('@aws-sdk/client-api-gateway')
  const client = await clients.apigateway()
  async function* apis() {
    for await (const { items = [] } of paginateGetRestApis({ client, pageSize: 500 }, {})) yield* items
  }
  const stagesOf = async (api: RestApi) => {
    const answer = await unlessAbsent(['NotFound'], () => client.send(new GetStagesCommand({ restApiId: api.id })))
    return (answer?.item ?? []).map((stage) => toStage(api, stage))
  }
  for await (const stages of concurrently(apis(), apisAtOnce, stagesOf)) yield* stages
}

/** One of them; `undefined` when it or its API is gone. */
export async function readRestStage(
  { clients }: CollectContext<'aws'>,
  restApiId: string,
  stageName: string,
): Promise<GatewayStage | undefined> {
  const { GetRestApiCommand, GetStageCommand } = await import('@aws-sdk/client-api-gateway')
  const client = await clients.apigateway()
  return unlessAbsent(['NotFound'], async () => {
    const api = await client.send(new GetRestApiCommand({ restApiId }))
    return toStage(api, await client.send(new GetStageCommand({ restApiId, stageName })))
  })
}

/** API Gateway grants ten calls a second to the whole account. */
const apisAtOnce = 4

const toStage = ({ id = '', name = '', endpointConfiguration }: RestApi, stage: Stage): GatewayStage => ({
  kind: 'REST',
  apiId: id,
  apiName: name,
  stage: stage.stageName ?? '',
  logDestination: stage.accessLogSettings?.destinationArn,
  executionLogs: stage.methodSettings?.['*/*']?.loggingLevel,
  isTraced: stage.tracingEnabled,
  webAclArn: stage.webAclArn,
  endpoints: endpointConfiguration?.types,
  created: isoTime(stage.createdDate),
  tags: stage.tags,
})
