import { expect, test } from 'vitest'
import { fieldsByType } from '../../../../worker/api/cloudview/resource-fields.ts'
import { arn, seed } from '../seed.ts'
import { startClient } from './client.ts'
import * as keys from './keys.ts'
import { account, seedAccount, v1 } from './surroundings.ts'

const list = `${v1}/resource/BUCKET/AWS`

test('a bucket and a user have exactly the keys that strict clients know', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const { json } = await send(list)
  expect(keys.keysOf(json)).toEqual(keys.page.toSorted())
  expect(json.content).toHaveLength(2)
  for (const one of json.content) expect(keys.keysOf(one)).toEqual([...keys.resource, ...keys.bucket].toSorted())
  const users = (await send(`${v1}/resource/IAM_USER/AWS`)).json
  expect(keys.keysOf(users.content[0])).toEqual([...keys.resource, 'userDto'].toSorted())
})

test('a bucket tells what was collected of it', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const [logs, web] = (await send(list)).json.content
  expect(logs).toMatchObject({
    ...{ resourceId: 'logs', name: 'logs', bucketName: 'logs', cloudAccountId: account, cloudType: 'AWS' },
    ...{ region: 'us-east-1', resourceType: 'BUCKET', controlsFailed: 1, connectorUuid: 'connector-1' },
    ...{ created: '2020-02-03T04:05:06+0000', createdOn: '2026-01-01T00:00:00+0000' },
  })
  expect(web.s3GrantList).toEqual([{ grantee: 'AllUsers', permission: 'READ' }])
})

test('security groups, networks and instances have the keys of the sources', () => {
  const of = (type: string, config = {}) => keys.keysOf(fieldsByType[type]?.(config) ?? {})
  const rules = ['ipPermissionList', 'ipPermissionEgressList']
  expect(of('aws.ec2.security-group')).toEqual(
    ['groupId', 'description', 'vulnerable', 'vpcId', ...rules, 'groupName'].toSorted(),
  )
  expect(of('aws.ec2.vpc')).toEqual(
    ['instanceTenancy', 'cidrBlock', 'isDefault', 'vpcId', 'ipv6CidrBlockAssociationSet'].toSorted(),
  )
  const group = fieldsByType['aws.ec2.security-group']?.({
    rules: [{ direction: 'inbound', protocol: 'tcp', ports: '22', peer: '0.0.0.0/0' }],
  })
  expect(group).toMatchObject({
    ipPermissionList: [{ portRange: '22', ruleAction: 'ALLOW', protocol: 'tcp', source: '0.0.0.0/0', type: 'IPV4' }],
    ipPermissionEgressList: [],
    vulnerable: null,
  })
  const instance = fieldsByType['aws.ec2.instance']?.({ vulnerabilities: { confirmed: 3, critical: 1, low: 2 } })
  expect(instance).toMatchObject({
    vulnerabilityStats: {
      severity: { 1: 0, 2: 2, 3: 0, 4: 0, 5: 1 },
      typeDetected: { Confirmed: 3, Potential: 0, Informational: 0 },
      totalVulnerability: 3,
    },
  })
})

test('one resource is told by its UUID, under its own type alone', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const [first] = (await send(list)).json.content
  expect(first.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect((await send(`${v1}/resource/BUCKET/uuid/${first.uuid}/AWS`)).json).toEqual(first)
  expect((await send(`${v1}/resource/IAM_USER/uuid/${first.uuid}/AWS`)).status).toBe(404)
  expect((await send(`${v1}/resource/BUCKET/uuid/${first.uuid.replace(/^./, 'x')}/AWS`)).status).toBe(404)
})

test('resources are narrowed by filter and by when they were last found, and sorted by it', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  await database.write([`UPDATE resources SET found = '2026-01-05T00:00:00.000Z' WHERE name = 'logs'`])
  const found = async (query: string) =>
    (await send(`${list}?${query}`)).json.content.map(({ name }: { name: string }) => name)
  expect(await found('filter=region:eu-west-1')).toEqual(['web'])
  expect(await found('filter=resource.id:logs')).toEqual(['logs'])
  expect(await found('updated=[2026-01-04 .. 2026-01-06]')).toEqual(['logs'])
  expect(await found('sort=lastSyncedOn:desc')).toEqual(['logs', 'web'])
  expect(await found('sort=lastSyncedOn:asc')).toEqual(['web', 'logs'])
  expect((await send(`${list}?updated=yesterday or so`)).status).toBe(400)
})

test('a type that is not collected is empty, one that nobody knows is refused with those that are', async () => {
  const { send } = await startClient()
  expect((await send(`${v1}/resource/SQL_SERVER/Azure`)).json).toMatchObject({ content: [], empty: true })
  expect((await send(`${v1}/resource/bucket/aws`)).status).toBe(200)
  const { status, json } = await send(`${v1}/resource/BUCKETS/AWS`)
  expect(status).toBe(404)
  expect(json.message).toContain('BUCKET, IAM_USER')
})

test('a query answers its first 10,000 records and refuses pages behind them; a short list is merely empty there', async () => {
  const { send, database } = await startClient()
  await seed(database, [{ id: arn('first') }])
  expect((await send(`${list}?pageNo=500&pageSize=50`)).json).toMatchObject({ content: [], totalElements: 1 })
  await database.write([
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10020)
     INSERT INTO resources (connector, id, key, type, name, cloud, account, region, shard, tags, config, unread, hash,
       firstDiscovered, found, seq)
     SELECT r.connector, r.id || i, r.id || i, r.type, r.name, r.cloud, r.account, r.region, r.shard, r.tags, r.config,
       r.unread, r.hash, r.firstDiscovered, r.found, r.seq FROM n, resources r WHERE r.name = 'first'`,
    `UPDATE meta SET value = value + 1 WHERE key = 'seq'`,
  ])
  const last = await send(`${list}?pageNo=199&pageSize=50`)
  expect(last).toMatchObject({ status: 200, json: { numberOfElements: 50, totalElements: 10_021 } })
  const beyond = await send(`${list}?pageNo=200&pageSize=50`)
  expect(beyond).toMatchObject({ status: 502, json: { errorCode: 'INTERNAL_SERVER_ERROR' } })
})

test('the texts of controls are HTML, with the keys that strict clients know', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const { json } = await send(`${v1}/controls/metadata/list`)
  expect(keys.keysOf(json)).toEqual(['control'])
  for (const one of json.control) {
    expect(keys.keysOf(one)).toEqual(keys.metadata.toSorted())
    expect(keys.keysOf(one.evaluation)).toEqual(['criteria', 'description', 'failMessage', 'passMessage'])
  }
  expect(json.control[1]).toMatchObject({
    cid: 45,
    rationale: '<p>Because.</p>',
    provider: 'AWS',
    resourceType: 'BUCKET',
  })
})

test('the list of controls leads from page to page and keeps the filter', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const met: number[] = []
  let path: string | undefined = `${v1}/controls/metadata/list?pageSize=1&filter=service.type:S3`
  while (path) {
    const { json } = await send(path)
    met.push(...json.control.map(({ cid }: { cid: number }) => cid))
    const next = json.warning?.url
    path = next && new URL(next).pathname + new URL(next).search
  }
  expect(met).toEqual([45, 48])
})

test('policies, mandates, groups and remediations are lists of known keys', async () => {
  const mandate = { number: 7, slug: 'm', title: 'Mandate', version: '2', clouds: ['aws'], requirements: [] }
  const { send, database } = await startClient({ mandates: [mandate] as never })
  await seedAccount(database)
  expect((await send(`${v1}/mandates`)).json).toEqual([{ mandateId: 7, name: 'Mandate 2' }])
  expect((await send(`${v1}/reports/mandates`)).json).toEqual([{ mandateId: 7, name: 'Mandate 2' }])
  const [policy] = (await send(`${v1}/reports/policies?cloudType=AWS`)).json
  expect(policy).toMatchObject({ title: 'AWS Best Practices Policy', type: 'SYSTEM_DEFINED_POLICY' })
  expect((await send(`${v1}/reports/policies?cloudType=GCP`)).json).toEqual([])
  const { json } = await send('/cloudview-api/rest/v2/policies')
  expect(json.content[0]).toMatchObject({ uuid: policy.policyId, controlIds: [45, 48], scope: 'GLOBAL' })
  expect(keys.keysOf(json.content[0])).toEqual(
    [
      ...['uuid', 'title', 'cloudType', 'version', 'createdBy', 'modifiedBy', 'createdDate', 'modifiedDate', 'header'],
      ...['steps', 'footer', 'customerCreated', 'type', 'scope', 'controlIds'],
    ].toSorted(),
  )
  for (const path of ['groups', 'remediation/activity?cloudType=AWS']) {
    expect((await send(`${v1}/${path}`)).json).toMatchObject({ content: [], totalElements: 0 })
  }
})

test('an organization is the group of its members', async () => {
  const { send, database } = await startClient()
  await seed(database, [], { id: 'organization', account: '999999999999' })
  await seed(database, [], { id: 'member', account })
  await database.write([
    `UPDATE connectors SET awsType = 'organization', name = 'All of us' WHERE id = 'organization'`,
    `UPDATE connectors SET parent = (SELECT no FROM connectors WHERE id = 'organization') WHERE id = 'member'`,
  ])
  const group = { name: 'All of us', uuid: 'organization' }
  expect((await send(`${v1}/groups`)).json.content).toEqual([group])
  expect((await send(`${v1}/groups/organization`)).json).toEqual(group)
  const { json } = await send(`${v1}/aws/connectors`)
  expect(json.content).toMatchObject([{ connectorId: 'member', groups: [group] }])
})
