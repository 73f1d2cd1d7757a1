import { expect, test } from 'vitest'
import { filled } from '../../../../extension/app/configuration/connect/filled.ts'
import { draftOf, errorsIn, errorsOf, firstValues } from '../../../../extension/app/configuration/connect/form.ts'
import { readKey } from '../../../../extension/app/configuration/connect/read-key.ts'
import { patchOf, valuesOf } from '../../../../extension/app/configuration/connector/patch.ts'
import { grantFor } from '../../../../extension/app/configuration/grant-text.ts'
import { rowsOf, statesOf } from '../../../../extension/app/configuration/list/connector-rows.ts'
import type { Connector } from '../../../../shared/connector.ts'

const connector = (over: Partial<Connector> = {}): Connector => ({
  ...{ id: 'c1', cloud: 'aws', name: 'One', type: 'cspm', account: '111122223333', frequency: 240, state: 'Online' },
  settings: { cloud: 'aws', roleArn: 'arn:aws-cn:iam::111122223333:role/Plumbline', externalId: 'ext' },
  ...{ created: '2026-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z' },
  ...over,
})
const key = { type: 'service_account', project_id: 'p-12345', private_key: 'PRIVATE KEY', client_email: 'a@b.c' }

const organization = connector({ id: 'o', name: 'Org', type: 'organization' })
const members = ['Online', 'Offline', 'Online'].map((state, at) =>
  connector({ id: `m${at}`, name: `Member ${at}`, parent: 'o', state: state as Connector['state'] }),
)
const names = (state?: 'Offline', open: readonly string[] = [], sort?: { id: string; direction: 'asc' | 'desc' }) =>
  rowsOf([organization, ...members, connector()], { state, open: new Set(open), sort }).map((row) => row.connector.name)

test('F044 the accounts of an organization stand below it when it is opened, those that need someone first', () => {
  expect(names()).toEqual(['Org', 'One'])
  expect(names(undefined, ['o'])).toEqual(['Org', 'Member 1', 'Member 0', 'Member 2', 'One'])
  expect(names(undefined, ['o'], { id: 'name', direction: 'desc' })).toEqual([
    'Org',
    'Member 2',
    'Member 1',
    'Member 0',
    'One',
  ])
})

test('F028 narrowed to a state, an organization shows its accounts in that state', () => {
  expect(names('Offline')).toEqual(['Org', 'Member 1'])
  expect(statesOf([organization, ...members]).get('Offline')).toBe(1)
})

test('F033 the policy for what was missing names each permission once, and API Gateway only without its secrets', () => {
  const error = (permission?: string) => ({
    type: 't',
    region: 'r',
    operation: 'o',
    reason: 'no',
    count: 1,
    permission,
  })
  const errors = [error('s3:ListBucket'), error('s3:ListBucket'), error('apigateway:GET'), error()] as never
  const { Statement } = JSON.parse(grantFor(connector(), errors)?.content ?? '')
  expect(Statement[0]).toEqual({ Sid: 'PlumblineMissing', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: '*' })
  expect(Statement[1].Resource).toContain('arn:aws-cn:apigateway:*::/restapis/*')
  expect(Statement[1].Resource.join()).not.toContain('apikeys')
  expect(grantFor(connector(), [error()] as never)).toBeUndefined()
})

test('F058 what GCP lacks becomes a role file and a command for the connector’s own project', () => {
  const settings = { cloud: 'gcp', projectId: 'p-12345', clientEmail: 'a@b.c' } as const
  const errors = [{ type: 't', region: '', operation: 'o', reason: 'no', count: 1, permission: 'dns.policies.list' }]
  const grant = grantFor(connector({ cloud: 'gcp', settings }), errors)
  expect(grant?.content).toContain('- dns.policies.list\n')
  expect(grant?.command).toContain('--project=p-12345')
})

test('F037 every form has an external id of its own', () => {
  expect(firstValues('aws').externalId).not.toBe(firstValues('aws').externalId)
})

test('F019 F036 the form says at each field what is missing or wrong before it is sent', () => {
  const wrong = errorsIn('aws', { ...firstValues('aws'), frequency: '30', roleArn: 'Plumbline' })
  expect(Object.keys(wrong).sort()).toEqual(['frequency', 'name', 'roleArn'])
  const good = { ...firstValues('aws'), name: 'One', roleArn: 'arn:aws:iam::111122223333:role/Plumbline' }
  expect(errorsIn('aws', good)).toEqual({})
  expect(draftOf('aws', good)).not.toHaveProperty('members')
  expect(draftOf('aws', { ...good, type: 'organization' })).toMatchObject({ members: { roleName: 'PlumblineMember' } })
})

test('F057 a key file is taken only when it is a service account’s; anything else is told why', () => {
  expect(readKey('P12')).toContain('not JSON')
  expect(readKey('{"type":"authorized_user"}')).toContain('not a service-account key')
  expect(readKey('x'.repeat(60_000))).toContain('3 KB')
  expect(readKey(JSON.stringify({ ...key, more: 'left out' }), 'key.json')).toMatchObject({ name: 'key.json', key })
  expect(errorsOf([{ field: 'key.private_key', message: 'none' }])).toEqual({ key: 'none' })
})

test('F055 the files of the guide carry the subscription that was typed', () => {
  const guide = {
    ...{ cloud: 'azure', steps: [], commands: [], permissions: [], values: [], notes: [] },
    files: [{ name: 'f', about: '', content: '/subscriptions/00000000-0000-0000-0000-000000000000' }],
  } as never
  const subscriptionId = '12345678-1234-1234-1234-123456789ABC'
  expect(filled(guide, { values: { subscriptionId }, key: undefined }).files[0]?.content).toBe(
    '/subscriptions/12345678-1234-1234-1234-123456789abc',
  )
  expect(filled(guide, { values: { subscriptionId: '1234' }, key: undefined })).toBe(guide)
})

test('a change sends only what differs, and no secret that was not given', () => {
  const values = { ...valuesOf(connector()), name: 'Two', frequency: '60' }
  expect(patchOf(connector(), { values, key: undefined })).toEqual({ name: 'Two', frequency: 60 })
})
