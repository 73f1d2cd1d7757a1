import type { Seeds } from '../seed.ts'
import type { Spares } from '../spares.ts'
import type { Caller } from '../stage.ts'
import { type KnownRequests, withBody, withParameters } from './requests.ts'

type Tokens = Readonly<Record<Caller, string | undefined>>

/** Requests to the paths of CloudView that need something to be there. */
export const cloudviewRequests = (seeds: Seeds, spares: Spares, { reader }: Tokens): KnownRequests => ({
  ...ofVersion('1.5', seeds, spares.connectors[0], spares.roleArns[0]),
  ...ofVersion('v1', seeds, spares.connectors[1], spares.roleArns[1]),
  ...reports(seeds, spares),
  ...numbered(seeds, spares),
  'GET /cloudview-api/rest/v1/groups/{uuid}': withParameters({ uuid: seeds.organization }),
  'POST /auth': withBody({ username: 'program', password: reader }),
  'POST /auth/oidc': reader ? withParameters({ clientid: 'program', clientsecret: reader }) : [],
})

function ofVersion(version: string, { failures: [failure], connector }: Seeds, spare: string, arn: string) {
  const path = `/cloudview-api/rest/${version}/{cloud}`
  const { cid: controlId, connectorId, resourceId } = failure
  const cloud = 'aws'
  const one = { cloud, connectorId: connector.id }
  return {
    [`POST ${path}/connectors`]: [{ parameters: { cloud }, body: { name: 'Another', arn, externalId: 'another-1' } }],
    [`DELETE ${path}/connectors`]: [{ parameters: { cloud }, body: [spare] }],
    [`POST ${path}/connectors/run`]: [{ parameters: { cloud }, body: [connector.id] }],
    [`PUT ${path}/connectors/{connectorId}`]: [{ parameters: one, body: { description: 'Changed' } }],
    [`GET ${path}/connectors/{connectorId}`]: withParameters(one),
    [`GET ${path}/connectors/{connectorId}/errors`]: withParameters(one),
    [`GET ${path}/evaluations/{accountId}/resources/{controlId}`]: withParameters({
      ...{ cloud, accountId: failure.resource.account, controlId: String(controlId) },
    }),
    [`GET ${path}/evaluations/stats/{controlId}/{connectorId}`]: withParameters({
      ...{ cloud, controlId: String(controlId), connectorId, resourceId },
    }),
  }
}

function reports({ report, run }: Seeds, { unreported }: Spares): KnownRequests {
  const assessment = { reportName: 'Assessment', cloudType: 'AWS', connectorIds: [unreported] }
  const id = `${report}-${run}-PEF`
  const root = '/cloudview-api/rest'
  return {
    [`POST ${root}/v1/report/assessment/create`]: withBody(assessment),
    [`POST ${root}/v2/report/assessment/create`]: withBody({ ...assessment, policyIds: ['aws/best-practices'] }),
    [`GET ${root}/v1/report/assessment/{id}/download`]: withParameters({ id, reportFormat: 'csv' }),
    [`POST ${root}/v1/report/assessment/{id}/rerun`]: withParameters({ id }),
    [`POST ${root}/v1/reports`]: withBody({
      ...{ title: 'HIPAA', cloudType: 'AWS', mandateId: 6, connectorIds: [unreported] },
    }),
  }
}

/** The paths of the API 3.0, where connectors have numbers. */
function numbered({ connector }: Seeds, { number: spare, roleArns }: Spares): KnownRequests {
  const one = { noun: 'awsassetdataconnector', id: String(connector.number) }
  const { noun } = one
  const body = (fields: object) => ({ ServiceRequest: { data: { AwsAssetDataConnector: fields } } })
  const added = body({ name: 'Another', arn: roleArns[2], externalId: 'another-1' })
  return {
    'GET /qps/rest/3.0/get/am/{noun}/{id}': withParameters(one),
    'POST /qps/rest/3.0/run/am/{noun}/{id}': withParameters(one),
    'POST /qps/rest/3.0/create/am/{noun}': [{ parameters: { noun }, body: added }],
    'POST /qps/rest/3.0/update/am/{noun}/{id}': [{ parameters: one, body: body({ description: 'Changed' }) }],
    'POST /qps/rest/3.0/delete/am/{noun}/{id}': withParameters({ noun, id: String(spare) }),
  }
}
