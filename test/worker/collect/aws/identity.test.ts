import type { IAMClient, User } from '@aws-sdk/client-iam'
import type { SSOAdminClient } from '@aws-sdk/client-sso-admin'
import { describe, expect, test } from 'vitest'
import { readLiveRow } from '../../../../worker/collect/aws/live-user.ts'
import { resourceTypes } from '../../../../worker/collect/index.ts'
import { OperationError } from '../../../../worker/operation-error.ts'
import { createReader } from '../../../../worker/reader.ts'
import type { ResourceType } from '../../../../worker/resource-type.ts'
import { policyDocument } from '../../../clouds/aws/policies.ts'
import { demoAwsEstate, emptyAccount, hostileTexts } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo, contextOf, named } from './collect.ts'

const types = [
  'aws.iam.user',
  'aws.iam.group',
  'aws.iam.role',
  'aws.iam.policy',
  'aws.iam.instance-profile',
  'aws.iam.access-key',
  'aws.iam.server-certificate',
  'aws.iam.virtual-mfa-device',
]

const created = '2024-01-01T00:00:00.000Z'
const everything = policyDocument({ Effect: 'Allow', Action: '*', Resource: '*' })

describe.each(types)('%s', (type) => {
  test('is the same from pages of one as from a single page', async () => {
    const whole = await connectTo(demoAwsEstate())
    const expected = await collect(whole.connection, type)
    expect(expected.length).toBeGreaterThan(1)
    const { connection } = await connectTo(demoAwsEstate(), { pageSize: 1 })
    expect(await collect(connection, type)).toEqual(expected)
  })

  test('is the same read alone as in the list, and gone when it is gone', async () => {
    const estate = demoAwsEstate()
    for (const { users } of estate.accounts) users.splice(0, users.length, ...users.filter(({ isNew }) => !isNew))
    const { connection } = await connectTo(estate)
    const [first, ...others] = await collect(connection, type)
    for (const resource of [first, ...others.slice(0, 3)])
      expect(await collectOne(connection, type, resource?.id ?? '')).toEqual(resource)
    expect(await collectOne(connection, type, `${first?.id}x`)).toBeUndefined()
  })

  test('in an account without any is an empty list', async () => {
    const { connection } = await connectTo({ accounts: [emptyAccount('123456789012')] })
    expect(await collect(connection, type)).toEqual([])
  })
})

const operations: readonly (readonly [operation: string, filter: string | undefined, failing: readonly string[]])[] = [
  ['iam:GetAccountAuthorizationDetails', undefined, types.slice(0, 4)],
  ['iam:GetAccountAuthorizationDetails', 'Role', ['aws.iam.role']],
  ['iam:GetAccountAuthorizationDetails', 'Group', ['aws.iam.group']],
  ['iam:ListInstanceProfiles', undefined, ['aws.iam.instance-profile']],
  ['iam:GetCredentialReport', undefined, ['aws.iam.access-key']],
  ['iam:ListServerCertificates', undefined, ['aws.iam.server-certificate']],
  ['iam:ListVirtualMFADevices', undefined, ['aws.iam.virtual-mfa-device']],
]

test.each(operations)(
  'a refused %s %s fails the lists that need it, and no others',
  async (operation, resource, failing) => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation, kind: 'deny', ...(resource && { resource }) })
    for (const type of types) {
      const outcome = await collect(connection, type).catch((error: unknown) => error)
      if (!failing.includes(type)) expect(outcome, type).toBeInstanceOf(Array)
      else {
        expect(outcome, type).toBeInstanceOf(OperationError)
        expect(outcome, type).toMatchObject({ operation, permission: operation, failure: 'denied' })
      }
    }
  },
)

test('thousands of users and roles take a call for each page, and none for each of them', async () => {
  const account = emptyAccount('123456789012')
  account.users = Array.from({ length: 1500 }, (_, index) => ({ name: `user-${index}`, created, attached: ['Own'] }))
  account.iam = {
    roles: Array.from({ length: 600 }, (_, index) => ({ name: `role-${index}`, created, inline: { own: everything } })),
  }
  const { cloud, connection } = await connectTo({ accounts: [account] })
  expect(await collect(connection, 'aws.iam.user')).toHaveLength(1500)
  expect(cloud.calls.get('iam:GetAccountAuthorizationDetails')).toBe(2)
  expect(await collect(connection, 'aws.iam.role')).toHaveLength(600)
  expect(cloud.calls.get('iam:GetAccountAuthorizationDetails')).toBe(5)
  await collect(connection, 'aws.account')
  expect(cloud.calls.get('iam:GenerateCredentialReport')).toBe(1)
  const asked = [...cloud.calls.keys()].filter((call) => call.startsWith('iam:')).sort()
  expect(asked).toEqual([
    ...['iam:GenerateCredentialReport', 'iam:GetAccountAuthorizationDetails', 'iam:GetAccountPasswordPolicy'],
    ...['iam:GetAccountSummary', 'iam:GetCredentialReport', 'iam:ListAccountAliases', 'iam:ListEntitiesForPolicy'],
    ...['iam:ListSAMLProviders', 'iam:ListVirtualMFADevices'],
  ])
})

describe('a user, group or role', () => {
  test('is told with its policies, groups and boundary', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    expect(named(await collect(connection, 'aws.iam.user'), 'amara.okafor')).toMatchObject({
      tags: { team: 'platform' },
      config: { groups: ['administrators', 'developers'], attachedPolicies: [], inlinePolicies: [] },
    })
    const roles = await collect(connection, 'aws.iam.role')
    expect(named(roles, 'nightly-cleanup').config).toMatchObject({
      permissionsBoundary: 'arn:aws:iam::111122223333:policy/all-but-billing',
      trusted: ['lambda.amazonaws.com'],
      inlineFullAdmin: ['cleanup'],
      attachedPolicyArns: [],
    })
    expect(named(roles, 'harbor-app').config).toMatchObject({
      attachedPolicyArns: ['arn:aws:iam::111122223333:policy/HarborDeploy'],
      instanceProfileArns: ['arn:aws:iam::111122223333:instance-profile/harbor-app'],
    })
  })

  test('one of whose inline policies is not understood is unread in that alone, unless another allows everything', async () => {
    const account = emptyAccount('123456789012')
    const odd = '{"Statement":"%"}'
    account.iam = {
      groups: [
        { name: 'bad', created, inline: { one: everything, two: odd } },
        { name: 'odd', created, inline: { two: odd } },
      ],
    }
    const { connection } = await connectTo({ accounts: [account] })
    const [bad, group] = await collect(connection, 'aws.iam.group')
    expect(group?.unread?.map(({ field }) => field)).toEqual(['inlineFullAdmin'])
    expect(bad?.config).toMatchObject({ inlinePolicies: ['one', 'two'], inlineFullAdmin: ['one'] })
    expect(bad?.unread).toEqual([])
  })

  test('keeps hostile names and policies as they are', async () => {
    const account = emptyAccount('123456789012')
    const texts = Object.entries(hostileTexts).filter(([kind]) => kind !== 'newline')
    account.iam = {
      roles: texts.map(([, name]) => ({
        name,
        created,
        trust: name,
        inline: { [name]: name },
        tags: { [name]: name },
      })),
      policies: texts.map(([, name]) => ({ name, created, versions: [name] })),
    }
    const { connection } = await connectTo({ accounts: [account] })
    for (const type of ['aws.iam.role', 'aws.iam.policy']) {
      const found = await collect(connection, type)
      expect(found.map(({ name }) => name).sort()).toEqual(texts.map(([, name]) => name).sort())
      for (const { unread = [] } of found) expect(unread.length).toBeGreaterThan(0)
    }
  })
})

describe('a policy', () => {
  test("of AWS's that allows everything is told with who holds it, and no other asks for that", async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate(), { pageSize: 1 })
    const policies = await collect(connection, 'aws.iam.policy')
    expect(named(policies, 'AdministratorAccess').config).toMatchObject({
      holders: ['group administrators'],
      identityCenterRoles: ['role AWSReservedSSO_AdministratorAccess_0a1b2c3d4e5f6071'],
    })
    expect(named(policies, 'legacy-everything').config).not.toHaveProperty('holders')
    expect(cloud.calls.get('iam:ListEntitiesForPolicy')).toBe(3)
  })

  test('a crowd of Identity Center roles hides nobody else', async () => {
    const account = emptyAccount('123456789012')
    const path = '/aws-reserved/sso.amazonaws.com/'
    account.users = [{ name: 'zoe', created, attached: ['AdministratorAccess'] }]
    account.iam = {
      roles: Array.from({ length: 150 }, (_, index) => ({
        ...{ name: `AWSReservedSSO_Admin_${index}`, path, created, attached: ['AdministratorAccess'] },
      })),
    }
    const { connection } = await connectTo({ accounts: [account] })
    const policy = named(await collect(connection, 'aws.iam.policy'), 'AdministratorAccess')
    expect(policy.config.holders).toEqual(['user zoe'])
  })

  test('whose holders may not be read is unread in them', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation: 'iam:ListEntitiesForPolicy', kind: 'deny' })
    const policy = named(await collect(connection, 'aws.iam.policy'), 'AdministratorAccess')
    expect(policy.config).not.toHaveProperty('holders')
    expect(new Set(policy.unread?.map(({ field }) => field))).toEqual(new Set(['holders', 'identityCenterRoles']))
  })

  test("of AWS's is looked for in the account's own partition", async () => {
    const account = emptyAccount('123456789012')
    Object.assign(account, { partition: 'aws-us-gov', regions: { enabled: ['us-gov-west-1'], disabled: [] } })
    account.iam = { roles: [{ name: 'support', created, attached: ['AWSSupportAccess', 'AdministratorAccess'] }] }
    const { connection } = await connectTo({ accounts: [account] })
    const [found] = await collect(connection, 'aws.account')
    expect(found?.config.supportRoles).toEqual(['support'])
    const policy = named(await collect(connection, 'aws.iam.policy'), 'AdministratorAccess')
    expect(policy).toMatchObject({
      id: 'arn:aws-us-gov:iam::123456789012:aws-policy/AdministratorAccess',
      config: { isAwsManaged: true, holders: ['role support'] },
    })
  })

  test("of AWS's is another resource in each account, and is read alone as it is listed", async () => {
    const { connection, account } = await connectTo(demoAwsEstate())
    const listed = named(await collect(connection, 'aws.iam.policy'), 'AdministratorAccess')
    expect(listed.id).toBe(`arn:aws:iam::${account.id}:aws-policy/AdministratorAccess`)
    expect(await collectOne(connection, 'aws.iam.policy', listed.id)).toEqual(listed)
  })

  test('that only bounds somebody is not held', async () => {
    const account = emptyAccount('123456789012')
    account.users = [{ name: 'ana', created, boundary: 'AWSSupportAccess' }]
    account.iam = { roles: [{ name: 'ops', created, boundary: 'AWSCloudShellFullAccess' }] }
    const { connection } = await connectTo({ accounts: [account] })
    const [found] = await collect(connection, 'aws.account')
    expect(found?.config).toMatchObject({ supportRoles: [], supportOthers: [], cloudShellHolders: [] })
  })
})

test('a password that was changed after it was made is dated by the report, or by its profile where that is younger', async () => {
  const user = { Arn: 'arn:aws:iam::1:user/ana', UserName: 'ana', CreateDate: new Date(created) } as User
  const dated = async (profile: string, reported: string, made = created) => {
    const row = `ana,${user.Arn},${made},true,no_information,${reported},false,false,N/A,N/A,false,N/A,N/A`
    const answers: Record<string, unknown> = {
      GetLoginProfileCommand: { LoginProfile: { CreateDate: new Date(profile) } },
      GetCredentialReportCommand: { Content: Buffer.from(`${reportHeader}\n${row}`) },
    }
    const send = async (command: object) => answers[command.constructor.name] ?? {}
    const found = await readLiveRow({ send } as unknown as IAMClient, user, createReader())
    return found.password_last_changed
  }
  expect(await dated('2024-01-01T00:00:00Z', '2025-06-01T00:00:00+00:00')).toBe('2025-06-01T00:00:00.000Z')
  expect(await dated('2025-07-01T00:00:00Z', '2025-06-01T00:00:00+00:00')).toBe('2025-07-01T00:00:00.000Z')
  expect(await dated('2024-01-01T00:00:00Z', '2025-06-01T00:00:00+00:00', '2020-01-01T00:00:00+00:00')).toBe(
    '2024-01-01T00:00:00.000Z',
  )
})

const reportHeader =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date'

describe('an account', () => {
  test('looks for Identity Center in every region, and only where there is no SAML provider', async () => {
    const estate = demoAwsEstate()
    const [account] = estate.accounts
    if (account) account.sso = { instances: [{ id: 'ssoins-1', region: 'us-east-1' }] }
    const { cloud, connection } = await connectTo(estate)
    const [found] = await collect(connection, 'aws.account')
    expect(found?.config.identityCenters).toEqual(['arn:aws:sso:::instance/ssoins-1'])
    expect(cloud.calls.get('sso:ListInstances')).toBe(2)
    if (account) account.iam = { ...account.iam, samlProviders: ['okta'] }
    const [federated] = await collect(connection, 'aws.account')
    expect(federated?.config.samlProviders).toEqual(['okta'])
    expect(cloud.calls.get('sso:ListInstances')).toBe(2)
  })

  test('where one region refuses to tell is unread, unless another one has an instance', async () => {
    const { cloud, connection, account } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation: 'sso:ListInstances', kind: 'deny', times: 1 })
    const [found] = await collect(connection, 'aws.account')
    expect(found?.unread?.map(({ field }) => field)).toContain('identityCenters')
    account.sso = { instances: [{ id: 'ssoins-1', region: 'us-east-1' }] }
    cloud.faults.push({ operation: 'sso:ListInstances', kind: 'deny', times: 1 })
    const [other] = await collect(connection, 'aws.account')
    expect(other?.config.identityCenters).toEqual(['arn:aws:sso:::instance/ssoins-1'])
  })

  test('has no Identity Center where AWS offers none', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    const context = contextOf(connection, 'global')
    const [operation, failure, code] = ['sso:ListInstances', 'disabled', 'NotOffered'] as const
    const clients = {
      ...context.clients,
      async sso(region?: string): Promise<SSOAdminClient> {
        if (region === 'us-east-1') return context.clients.sso(region)
        throw new OperationError({ operation, failure, code, message: 'AWS does not offer it there.' })
      },
    }
    const type = resourceTypes.get('aws.account') as ResourceType<'aws'>
    const found = type.normalise(await type.one({ ...context, clients }, ''), context)
    expect(found.config).toMatchObject({ identityCenters: [] })
    expect(found.unread).toEqual([])
  })

  test('keeps of its contacts only whether they are there', async () => {
    const { connection, account } = await connectTo(demoAwsEstate())
    account.account = { contact: { FullName: 'Ana Private', City: 'Portland' }, alternates: ['SECURITY'] }
    const [found] = await collect(connection, 'aws.account')
    expect(found?.config).toMatchObject({
      contactMissing: ['phone number', 'address', 'postal code', 'country'],
      hasSecurityContact: true,
    })
    for (const secret of ['Ana Private', 'Portland', 'duty@harbor.example'])
      expect(JSON.stringify(found)).not.toContain(secret)
  })

  test('whose users the report all knows has a complete one, and nothing says so otherwise', async () => {
    const estate = demoAwsEstate()
    const { connection, account } = await connectTo(estate)
    const [found] = await collect(connection, 'aws.account')
    expect(found?.config).not.toHaveProperty('reportIsComplete')
    account.users = account.users.filter(({ isNew }) => !isNew)
    const [complete] = await collect(connection, 'aws.account')
    expect(complete?.config.reportIsComplete).toBe(true)
  })
})

test('a user newer than the report is no failed read', async () => {
  const { connection } = await connectTo(demoAwsEstate())
  const user = named(await collect(connection, 'aws.iam.user'), 'new-hire')
  expect(user.unread?.length).toBeGreaterThan(0)
  expect(user.unread?.filter(({ operation }) => operation !== undefined)).toEqual([])
})

test('no resource holds the id of an access key', async () => {
  const { connection } = await connectTo(demoAwsEstate())
  for (const type of types) expect(JSON.stringify(await collect(connection, type)), type).not.toContain('AKIA')
})

test('keys of users with hostile names are told apart', async () => {
  const account = emptyAccount('123456789012')
  const texts = Object.entries(hostileTexts).filter(([kind]) => kind !== 'newline')
  const key = { slot: 1 as const, id: 'AKIA0', active: true, created }
  account.users = texts.map(([, name]) => ({ name, created, keys: [key, { ...key, slot: 2, active: false }] }))
  const { connection } = await connectTo({ accounts: [account] })
  const keys = await collect(connection, 'aws.iam.access-key')
  expect(new Set(keys.map(({ id }) => id)).size).toBe(2 * texts.length)
  expect(keys.map(({ config }) => config.active)).toContain(false)
})
