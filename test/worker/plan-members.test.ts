import { expect, test } from 'vitest'
import { type KnownConnector, type MemberPlan, type Organization, planMembers } from '../../worker/plan-members.ts'

const organization: Organization = {
  no: 1,
  roleArn: 'arn:aws-us-gov:iam::111111111111:role/path/Lister',
  externalId: 'own-id',
  members: { roleName: 'Member', externalId: 'member-id', type: 'cspm' },
}
const account = (id: string, state = 'ACTIVE', name = `Name of ${id}`) => ({ id, name, state })
const known = (id: string, change: Partial<KnownConnector> = {}): KnownConnector => ({
  ...{ no: 2, id: `c-${id}`, account: id, parent: 1, isRetired: false, reason: undefined, type: 'cspm' },
  ...{ roleArn: `arn:aws-us-gov:iam::${id}:role/Member`, externalId: 'member-id' },
  ...change,
})
const one = '222222222222'
const nothing: MemberPlan = { create: [], update: [], retire: [] }

test('an account without a connector gets one, in the partition of the organization', () => {
  const { create } = planMembers(organization, [account('111111111111'), account(one)], [])
  expect(create).toEqual([
    {
      ...{ account: '111111111111', name: 'Name of 111111111111', type: 'cspm' },
      ...{ roleArn: organization.roleArn, externalId: 'own-id' },
    },
    {
      ...{ account: one, name: `Name of ${one}`, type: 'cspm' },
      ...{ roleArn: `arn:aws-us-gov:iam::${one}:role/Member`, externalId: 'member-id' },
    },
  ])
})

test.each([
  ['', one],
  ['   ', one],
  ['x'.repeat(200), 'x'.repeat(100)],
  ['\ud800 alone', '\ufffd alone'],
])('an account called %j is named %j', (name, expected) => {
  expect(planMembers(organization, [account(one, 'ACTIVE', name)], []).create[0]?.name).toBe(expected)
})

test.each(['PENDING_ACTIVATION', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'SOMETHING_NEW'])(
  'an account that is %s gets none',
  (state) => expect(planMembers(organization, [account(one, state)], [])).toEqual(nothing),
)

test('what is as it should be stays as it is', () => {
  expect(planMembers(organization, [account(one)], [known(one)])).toEqual(nothing)
})

test.each([
  ['by hand', { parent: undefined }],
  ['by another organization', { parent: 9 }],
])('an account that is connected %s is left alone, whatever becomes of it', (_, change) => {
  const other = known(one, { ...change, roleArn: 'arn:aws-us-gov:iam::222222222222:role/Own' })
  for (const accounts of [[account(one)], [account(one, 'CLOSED')], []])
    expect(planMembers(organization, accounts, [other])).toEqual(nothing)
})

test.each([
  ['role', { roleArn: 'arn:aws-us-gov:iam::222222222222:role/Old' }],
  ['external id', { externalId: 'old-id' }],
  ['type', { type: 'inventory' }],
])('a member with another %s is brought into line', (_, change) => {
  const { update } = planMembers(organization, [account(one)], [known(one, change)])
  expect(update).toEqual([
    {
      ...{ no: 2, id: `c-${one}`, type: 'cspm' },
      ...{ roleArn: `arn:aws-us-gov:iam::${one}:role/Member`, externalId: 'member-id' },
    },
  ])
})

test.each([
  ['SUSPENDED', 'is suspended'],
  ['PENDING_CLOSURE', 'is being closed'],
  ['CLOSED', 'is closed'],
])('a member that is %s is retired, once for each reason', (state, why) => {
  const reason = `The account ${one} ${why}.`
  const { retire } = planMembers(organization, [account(one, state)], [known(one)])
  expect(retire).toEqual([{ no: 2, id: `c-${one}`, reason }])
  const retired = known(one, { isRetired: true, reason })
  expect(planMembers(organization, [account(one, state)], [retired])).toEqual(nothing)
  expect(planMembers(organization, [account(one, state)], [{ ...retired, reason: 'Another.' }]).retire).toHaveLength(1)
})

test('a member that is listed no more has left, and one in a state that nobody knows has not', () => {
  expect(planMembers(organization, [], [known(one)]).retire[0]?.reason).toContain('no longer in the organization')
  expect(planMembers(organization, [account(one, 'SOMETHING_NEW')], [known(one)])).toEqual(nothing)
})

test.each([
  ['of this organization', 1],
  ['of the one that it came from', 9],
])('a retired member %s comes back with its account', (_, parent) => {
  const { update } = planMembers(organization, [account(one)], [known(one, { parent, isRetired: true })])
  expect(update.map(({ id }) => id)).toEqual([`c-${one}`])
})
