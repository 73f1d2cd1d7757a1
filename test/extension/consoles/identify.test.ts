import { expect, test } from 'vitest'
import { identify } from '../../../extension/consoles/identify.ts'
import { exampleIds } from '../../shared/console-links/example-ids.ts'

const account = '111122223333'
const ireland = 'https://eu-west-1.console.aws.amazon.com'
const session = 'https://111122223333-efxjjxho.eu-west-1.console.aws.amazon.com'

function page(marker?: unknown): Document {
  const made = document.implementation.createHTMLDocument()
  if (marker === undefined) return made
  const meta = made.createElement('meta')
  meta.setAttribute('name', 'awsc-session-data')
  meta.setAttribute('content', typeof marker === 'string' ? marker : JSON.stringify(marker))
  made.head.append(meta)
  return made
}

test('the marker of the page tells the account', () => {
  expect(identify(`${ireland}/s3/buckets?region=eu-west-1`, page({ accountId: account }))).toEqual({
    cloud: 'aws',
    account,
    region: 'eu-west-1',
    type: 'aws.s3.bucket',
  })
})

test('the host of a multi-session console tells the account', () => {
  expect(identify(`${session}/s3/buckets`, page())?.account).toBe(account)
})

test.each([
  ['there is no marker', ireland, undefined],
  ['the marker is no JSON', ireland, '{accountId'],
  ['the marker is a list', ireland, [account]],
  ['the marker has no account', ireland, { accountAlias: 'acme' }],
  ['the account has 11 digits', ireland, { accountId: '11112222333' }],
  ['the account is a number', ireland, { accountId: 111122223333 }],
  ['host and marker differ', session, { accountId: '999988887777' }],
])('nothing is known when %s', (_, host, marker) => {
  expect(identify(`${host}/s3/buckets`, page(marker))).toBeNull()
})

test('an account that only the address asks for is not believed', () => {
  expect(identify(`${ireland}/console/home?account=${account}`, page())).toBeNull()
  expect(identify(`${ireland}/console/home?account=${account}`, page({ accountId: '999988887777' }))).toBeNull()
})

test('a page that is no console has no identity, whatever it says', () => {
  expect(identify('https://evil.example/s3/buckets', page({ accountId: account }))).toBeNull()
})

test('a detail page is known by the full id, where its address tells all of it', () => {
  const marker = page({ accountId: account, infrastructureRegion: 'eu-west-1' })
  const group = exampleIds['aws.ec2.security-group']
  expect(identify(`${ireland}/ec2/home#SecurityGroup:groupId=sg-0a1b2c3d`, marker)?.id).toBe(group?.id)
  expect(identify(`${ireland}/iam/home#/account_settings`, marker)?.id).toBe(exampleIds['aws.account']?.id)
  expect(identify(`${ireland}/ec2/home#Settings:tab=ebsEncryption`, marker)?.id).toBe(exampleIds['aws.region']?.id)
  expect(identify(`${ireland}/iam/home#/users/details/alice`, marker)?.id).toBe('alice')
})

test('a resource of the portal tells its subscription; a list tells none', () => {
  const storage = exampleIds['azure.storage.account']
  expect(identify(`https://portal.azure.com/#@/resource${storage?.id}`, page())).toEqual({
    cloud: 'azure',
    account: storage?.account,
    type: 'azure.storage.account',
    id: storage?.id,
  })
  expect(identify('https://portal.azure.com/#browse/Microsoft.Storage%2FstorageAccounts', page())).toEqual({
    cloud: 'azure',
    account: '',
    type: 'azure.storage.account',
  })
})

test('a Google page without its project has no identity', () => {
  expect(identify('https://console.cloud.google.com/storage/browser/logs', page())).toBeNull()
  expect(identify('https://console.cloud.google.com/storage/browser/logs?project=acme-shop', page())).toEqual({
    cloud: 'gcp',
    account: 'acme-shop',
    type: 'gcp.storage.bucket',
    id: '//storage.googleapis.com/logs',
  })
})
