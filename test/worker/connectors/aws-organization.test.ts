import { expect, test } from 'vitest'
import { listAccounts } from '../../../worker/connectors/aws-organization.ts'
import { emptyAccount } from '../../clouds/aws/estate.ts'
import { connectTo } from '../collect/aws/collect.ts'

const own = '111111111111'
const count = 7

async function connectOrganization() {
  const accounts = Array.from({ length: count }, (_, index) => ({
    ...{ id: String(111_111_111_111 + index), name: `Account ${index}` },
    state: index === 3 ? 'SUSPENDED' : 'ACTIVE',
  }))
  const organizations = { id: 'o-simulated', management: own, accounts }
  return connectTo({ accounts: [{ ...emptyAccount(own), organizations }] }, { pageSize: 2 })
}

test('all pages of the accounts are read, to the last one', async () => {
  const { cloud, connection } = await connectOrganization()
  const accounts = await connection.accounts?.()
  expect(accounts).toHaveLength(count)
  expect(accounts?.[3]).toEqual({ id: '111111111114', name: 'Account 3', state: 'SUSPENDED' })
  expect(cloud.calls.get('organizations:ListAccounts')).toBe(4)
})

test.each(['deny', 'error', 'malformed', 'cut'] as const)('a page that ends in %s ends the list', async (kind) => {
  const { cloud, connection } = await connectOrganization()
  const second = Buffer.from('offset:4').toString('base64url')
  cloud.faults.push({ operation: 'organizations:ListAccounts', resource: second, kind })
  await expect(connection.accounts?.()).rejects.toMatchObject({ operation: 'organizations:ListAccounts' })
})

test('an account without an organization says so', async () => {
  const { connection } = await connectTo({ accounts: [emptyAccount(own)] })
  await expect(connection.accounts?.()).rejects.toMatchObject({ code: 'AWSOrganizationsNotInUse' })
})

const account = { Id: own, Name: 'Own', State: 'ACTIVE' }
const answering = (...pages: readonly unknown[]) => {
  const left = [...pages]
  return { organizations: async () => ({ send: async () => left.shift() }) } as never
}

test('the old word for the state of an account is understood, where the new one is missing', async () => {
  const { State: _, ...old } = account
  expect(await listAccounts(answering({ Accounts: [{ ...old, Status: 'SUSPENDED' }] }), own)).toMatchObject([
    { state: 'SUSPENDED' },
  ])
  expect(await listAccounts(answering({ Accounts: [{ ...account, Status: 'SUSPENDED' }] }), own)).toMatchObject([
    { state: 'ACTIVE' },
  ])
})

test.each([
  ['no accounts at all', [{}]],
  ['the account itself not among them', [{ Accounts: [{ ...account, Id: '222222222222' }] }]],
  ['an account without a state', [{ Accounts: [account, { Id: '222222222222' }] }]],
  ['an account without an id', [{ Accounts: [account, { State: 'ACTIVE' }] }]],
  ['an id that is none', [{ Accounts: [account, { ...account, Id: '../../22222' }] }]],
  ['a second page without accounts', [{ Accounts: [account], NextToken: 'a' }, {}]],
  [
    'pages in a circle',
    [
      { Accounts: [account], NextToken: 'a' },
      { Accounts: [account], NextToken: 'a' },
    ],
  ],
])('a list with %s is no list', async (_, pages) => {
  await expect(listAccounts(answering(...pages), own)).rejects.toMatchObject({ code: 'MalformedAnswer' })
})
