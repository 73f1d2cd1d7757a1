import type { Api, Stage } from '@aws-sdk/client-apigatewayv2'
import { concurrently } from '../../concurrently.ts'
import type { CollectContext } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import type { GatewayStage } from './apigateway-shape.ts'
import { isoTime } from './values.ts'

/** Stages of HTTP and WebSocket APIs. Where those of one API fail, the list fails: they would seem to be gone. */
export async function* listV2Stages(context: CollectContext<'aws'>): AsyncIterable<GatewayStage> {
  const stagesOf = async (api: Api) =>
    (await unlessAbsent(['NotFound'], () => readStages(context, api.ApiId)))?.map((stage) => toStage(api, stage)) ?? []
  for await (const stages of concurrently(apis(context), apisAtOnce, stagesOf)) yield* stages
}

/** One of them; `undefined` when it or its API is gone. */
export async function readV2Stage(
  { clients }: CollectContext<'aws'>,
  ApiId: string,
  StageName: string,
): Promise<GatewayStage | undefined> {
  const { GetApiCommand, GetStageCommand } = await import('@aws-sdk/client-apigatewayv2')
  const client = await clients.apigatewayv2()
  return unlessAbsent(['NotFound'], async () => {
    const api = await client.send(new GetApiCommand({ ApiId }))
    return toStage(api, await client.send(new GetStageCommand({ ApiId, StageName })))
  })
}

async function* apis({ clients }: CollectContext<'aws'>): AsyncIterable<Api> {
  const { GetApisCommand } = await import('@aws-sdk/client-apigatewayv2')
  const client = await clients.apigatewayv2()
  let NextToken: string | undefined
  do {
    const page = await client.send(new GetApisCommand({ NextToken, MaxResults: '500' }))
    yield* page.Items ?? []
    NextToken = page.NextToken
  } while (NextToken)
}

async function readStages({ clients }: CollectContext<'aws'>, ApiId: string | undefined): Promise<Stage[]> {
  const { GetStagesCommand } = await import('@aws-sdk/client-apigatewayv2')
  const client = await clients.apigatewayv2()
  const stages: Stage[] = []
  let NextToken: string | undefined
  do {
    const page = await client.send(new GetStagesCommand({ ApiId, NextToken, MaxResults: '500' }))
    stages.push(...(page.Items ?? []))
    NextToken = page.NextToken
  } while (NextToken)
  return stages
}

/** API Gateway grants ten calls a second to the whole account. */
const apisAtOnce = 4

const toStage = (
  { ApiId = '', Name = '', ProtocolType = 'HTTP' }: Partial<Api>,
  stage: Partial<Stage>,
): GatewayStage => ({
  kind: ProtocolType,
  apiId: ApiId,
  apiName: Name,
  stage: stage.StageName ?? '',
  logDestination: stage.AccessLogSettings?.DestinationArn,
  executionLogs: stage.DefaultRouteSettings?.LoggingLevel,
  created: isoTime(stage.CreatedDate),
  tags: stage.Tags,
})
