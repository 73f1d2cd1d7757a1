import { describe, expect, test } from 'vitest'
import { demoAwsEstate, emptyAccount } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo, named } from './collect.ts'

describe('an account', () => {
  test('without a password policy or a public access block has none, and nothing is unread', async () => {
    const { connection } = await connectTo({ accounts: [emptyAccount('123456789012')] })
    const [account] = await collect(connection, 'aws.account')
    expect(account).toMatchObject({ id: 'arn:aws:iam::123456789012:root', name: '123456789012', unread: [] })
    expect(account?.config).not.toHaveProperty('passwordPolicy')
    expect(account?.config).not.toHaveProperty('publicAccessBlock')
  })

  test("counts the root user's virtual device, and no user's whose name only sounds like it", async () => {
    const { connection } = await connectTo(demoAwsEstate(), { pageSize: 1 })
    const [account] = await collect(connection, 'aws.account')
    expect(account?.config.rootVirtualMfaDevices).toEqual(['arn:aws:iam::111122223333:mfa/phone-of-the-owner'])
  })
})

describe('a user', () => {
  test('newer than the credential report is unread, and read alone is not', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    const user = named(await collect(connection, 'aws.iam.user'), 'new-hire')
    expect(user.config.passwordEnabled).toBeUndefined()
    expect(user.unread?.find(({ field }) => field === 'mfaActive')?.reason).toContain(
      'newer than the credential report',
    )
    const live = await collectOne(connection, 'aws.iam.user', user.id)
    expect(live).toMatchObject({ config: { passwordEnabled: true, mfaActive: false }, unread: [] })
  })

  test('read alone keeps its keys in the slots of the report', async () => {
    const estate = demoAwsEstate()
    const keys = estate.accounts[0]?.users.find(({ name }) => name === 'legacy-sync')?.keys ?? []
    keys.splice(0, 1)
    const { connection } = await connectTo(estate)
    const user = named(await collect(connection, 'aws.iam.user'), 'legacy-sync')
    expect(user.config).toMatchObject({ key1Active: false, key2Active: true })
    expect(await collectOne(connection, 'aws.iam.user', user.id)).toEqual(user)
  })

  test('whose single calls are refused is unread in those fields alone', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation: 'iam:ListMFADevices', kind: 'deny' })
    const user = await collectOne(connection, 'aws.iam.user', 'arn:aws:iam::111122223333:user/amara.okafor')
    expect(user?.config.passwordEnabled).toBe(true)
    expect(user?.unread).toEqual([expect.objectContaining({ field: 'mfaActive', permission: 'iam:ListMFADevices' })])
  })

  test('with a comma in the name is found in the report', async () => {
    const account = emptyAccount('123456789012')
    const created = '2024-01-01T00:00:00.000Z'
    account.users.push({ name: 'a,b,c', created, password: { changed: created }, mfa: 'hardware' })
    const { connection } = await connectTo({ accounts: [account] })
    const [user] = await collect(connection, 'aws.iam.user')
    expect(user).toMatchObject({ name: 'a,b,c', config: { mfaActive: true }, unread: [] })
  })
})

describe('a bucket', () => {
  test('is read in its own region, with the account block counted in', async () => {
    const estate = demoAwsEstate()
    const [account] = estate.accounts
    if (account)
      account.publicAccessBlock = {
        ...{ blockPublicAcls: false, ignorePublicAcls: true, blockPublicPolicy: false, restrictPublicBuckets: true },
      }
    const { connection } = await connectTo(estate)
    const buckets = await collect(connection, 'aws.s3.bucket')
    expect(named(buckets, 'harbor-press-kit')).toMatchObject({
      region: 'eu-west-1',
      config: {
        aclEveryone: ['READ'],
        aclAccess: 'ignored',
        publicAccessBlockedBy: 'account',
        versioning: 'Suspended',
      },
      unread: [],
    })
    expect(named(buckets, 'harbor-public-site').config).toMatchObject({
      policyAccess: 'restricted',
      publicStatements: ['PublicRead'],
    })
    expect(named(buckets, 'harbor-invoices').config).toMatchObject({
      publicAccessBlockedBy: 'bucket and account',
      logBucketArn: 'arn:aws:s3:::harbor-access-logs',
      enforcesTls: true,
    })
  })

  test('whose policy is not understood is not judged by it', async () => {
    const account = emptyAccount('123456789012')
    const created = '2024-01-01T00:00:00.000Z'
    account.buckets.push({ name: 'odd', region: 'us-east-1', created, policy: '{"Statement":[{"Effect":"Maybe"}]}' })
    const { connection } = await connectTo({ accounts: [account] })
    const [bucket] = await collect(connection, 'aws.s3.bucket')
    expect(bucket?.config.policyAccess).toBeUndefined()
    expect(bucket?.unread?.map(({ field }) => field)).toContain('policyAccess')
  })
})

describe('a security group', () => {
  test('opens what its prefix lists and halves of the internet open', async () => {
    const { connection } = await connectTo(demoAwsEstate(), { pageSize: 1 })
    const groups = await collect(connection, 'aws.ec2.security-group', 'eu-west-1')
    expect(named(groups, 'partner-ssh').config.internetOpenings).toEqual([
      { protocol: 'tcp', from: 20, to: 25, families: ['ipv4'], sources: ['0.0.0.0/0'] },
    ])
    expect(named(groups, 'windows-admin').config.internetOpenings).toEqual([
      { protocol: 'tcp', from: 3389, to: 3389, families: ['ipv4'], sources: ['0.0.0.0/1', '128.0.0.0/1'] },
    ])
    expect(named(groups, 'internal').config.internetOpenings).toEqual([])
    expect(named(groups, 'windows-admin').config.isAttached).toBe(true)
    expect(named(groups, 'ipv6-lab').config.isAttached).toBe(false)
  })
})
