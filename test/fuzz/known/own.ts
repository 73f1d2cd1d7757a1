import type { Seeds } from '../seed.ts'
import { type Spares, widgetId } from '../spares.ts'
import { inAMonth, type KnownRequests, withBody, withParameters } from './requests.ts'

/** Requests to the worker's own API that need something to be there. */
export const ownRequests = (seeds: Seeds, spares: Spares): KnownRequests => ({
  ...access(seeds, spares),
  ...controls(seeds, spares),
  ...policies(spares),
  ...resources(seeds),
  ...exceptions(seeds, spares),
  ...reports(seeds, spares),
  ...notifications(seeds, spares),
  ...dashboards(spares),
  'POST /api/connectors': withBody({ cloud: 'aws', name: 'Another', roleArn: spares.roleArns[0] }),
  'POST /api/connectors/test': withBody({
    ...{ cloud: 'aws', name: 'Tried', roleArn: spares.roleArns[0], externalId: 'tried-by-the-fuzzer' },
  }),
  'DELETE /api/connectors/{id}': withParameters({ id: spares.connectors[0] }),
  'POST /api/connectors/{id}/test': withParameters({ id: seeds.connector.id }),
  'POST /api/runs/{id}/cancel': withParameters({ id: seeds.scan }),
  'GET /api/runs/{id}/progress': withParameters({ id: seeds.scan }),
  'GET /api/mandates/detail': withParameters({ slug: 'hipaa' }),
  'GET /api/policies/detail': withParameters({ slug: 'aws/best-practices' }),
})

const access = ({ user }: Seeds, { users, roles, tokens, ownToken }: Spares): KnownRequests => ({
  'POST /api/tokens': withBody({ name: 'Of a role', role: 'reader' }, { name: 'Of a user', user, expires: inAMonth() }),
  'PATCH /api/tokens/{id}': withParameters({ id: tokens[1] }),
  'DELETE /api/tokens/{id}': withParameters({ id: tokens[0] }),
  'POST /api/me/tokens': withBody({ name: 'My program' }, { name: 'My reader', readsOnly: true, expires: inAMonth() }),
  'DELETE /api/me/tokens/{id}': withParameters({ id: ownToken }),
  'PATCH /api/users/{id}': withParameters({ id: users[1] }),
  'DELETE /api/users/{id}': withParameters({ id: users[0] }),
  'PATCH /api/roles/{id}': withParameters({ id: roles[1] }),
  'DELETE /api/roles/{id}': withParameters({ id: roles[0] }),
})

const controls = ({ text }: Seeds, { controls: [cid, another] }: Spares): KnownRequests => ({
  'POST /api/own-controls': withBody({ text }),
  'POST /api/own-controls/check': withBody({ text }),
  'POST /api/own-controls/trial': withBody({ text }),
  'PUT /api/own-controls/{cid}': [{ parameters: { cid }, body: { text } }],
  'DELETE /api/own-controls/{cid}': withParameters({ cid: another }),
})

function policies({ policies: [name, another] }: Spares): KnownRequests {
  const path = '/api/own-policies/{cloud}/{name}'
  const one = { cloud: 'aws', name }
  return {
    [`PUT ${path}`]: [{ parameters: one, body: { title: 'Changed', controls: [1, 4] } }],
    [`DELETE ${path}`]: withParameters({ cloud: 'aws', name: another }),
    [`GET ${path}/versions`]: withParameters(one),
    [`GET ${path}/versions/{version}`]: withParameters({ ...one, version: 1 }),
    [`POST ${path}/versions/{version}/restore`]: withParameters({ ...one, version: 1 }),
  }
}

function resources({ failures: [{ cid, resourceId }] }: Seeds): KnownRequests {
  const one = withParameters({ id: resourceId })
  return {
    'GET /api/resources/detail': one,
    'GET /api/resources/reports': one,
    'GET /api/resources/history': one,
    'GET /api/evaluations/resource': one,
    'GET /api/evaluations/history': withParameters({ resourceId, cid }),
    'GET /api/exports/resource-reports': one,
    'GET /api/exports/resource-evaluations': one,
  }
}

function exceptions({ failures }: Seeds, { failure, exception: id }: Spares): KnownRequests {
  const accepted = { cid: failure.cid, kind: 'accepted risk' }
  const words = { reason: 'A test account', owner: 'Ann', ends: inAMonth() }
  const [tagged] = failures
  return {
    'POST /api/exceptions': withBody(
      { ...accepted, ...words, resourceIds: [failure.resourceId] },
      { ...accepted, ...words, kind: 'false positive', account: failure.resource.account },
      { ...accepted, ...words, kind: 'verified by hand', tag: { key: 'environment', value: 'test' } },
    ),
    'POST /api/exceptions/preview': withBody(
      { ...accepted, resourceIds: [failure.resourceId] },
      { ...accepted, account: tagged.resource.account },
    ),
    'DELETE /api/exceptions/{id}': withParameters({ id }),
  }
}

const reports = ({ report, run }: Seeds, { report: id, unreported }: Spares): KnownRequests => ({
  'POST /api/reports': withBody(
    { title: 'HIPAA', cloud: 'aws', mandate: 'hipaa', connectors: [unreported] },
    {
      ...{ title: 'Weekly', cloud: 'aws', policies: ['aws/best-practices'], connectors: [unreported] },
      schedule: { every: 'week', weekday: 1, at: '06:00', timeZone: 'Europe/Zurich' },
    },
  ),
  'DELETE /api/reports/{id}': withParameters({ id }),
  'GET /api/reports/{id}/runs/{run}/compare': withParameters({ id: report, run }),
})

const notifications = ({ channel }: Seeds, { rule: id, channel: unused }: Spares): KnownRequests => ({
  'POST /api/notifications/rules': withBody(
    { name: 'Failures', events: ['new failure', 'fixed'], criticality: 'HIGH', channels: [channel] },
    { name: 'Runs', events: ['report run'], channels: [channel], digest: { every: 'hour' } },
  ),
  'DELETE /api/notifications/rules/{id}': withParameters({ id }),
  'DELETE /api/notifications/channels/{id}': withParameters({ id: unused }),
})

function dashboards({ dashboard: id, widget }: Spares): KnownRequests {
  const path = '/api/dashboards/{id}'
  return {
    [`PATCH ${path}`]: [{ parameters: { id }, body: { shared: true } }],
    [`POST ${path}/widgets/import`]: [{ parameters: { id }, body: widget }],
    [`GET ${path}/widgets/{widget}/data`]: withParameters({ id, widget: widgetId }),
    [`GET ${path}/widgets/{widget}/export`]: withParameters({ id, widget: widgetId }),
  }
}
