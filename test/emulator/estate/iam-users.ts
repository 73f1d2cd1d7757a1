import * as sdk from '@aws-sdk/client-iam'
import type { Account } from '../account.ts'
import type { Verdicts } from '../expectation.ts'
import { rootOf } from './names.ts'

type Habits = {
  readonly password?: boolean
  readonly mfa?: boolean
  /** Keys made together with the user, each in this state; `used` is used while the clock is right again. */
  readonly keys?: readonly ('idle' | 'used' | 'inactive')[]
}

/** Users of all ages; moto has no way to sign in, so that no password was ever used. */
export async function fillUsers(account: Account, setDaysAgo: (days: number) => void): Promise<void> {
  const used: sdk.AccessKey[] = []

  async function user(name: string, habits: Habits, verdicts: Verdicts) {
    used.push(...(await createUser(account, name, habits)))
    account.expect(name, { ...verdicts, 17: 'PASS', 1009: 'PASS' })
  }

  setDaysAgo(200)
  // Never used since it was made 200 days ago: a password that says nothing is not one that was used lately.
  await user('dormant-with-mfa', { password: true, mfa: true }, { ...noKeys, 1: 'PASS', 2: 'FAIL', 1005: 'FAIL' })
  await user(
    'key-never-used',
    { keys: ['idle'] },
    { ...noPassword, 3: 'FAIL', 4: 'FAIL', 5: 'NOT_APPLICABLE', 1005: 'FAIL', 1006: 'PASS' },
  )
  await user(
    'key-old-but-used',
    { keys: ['used'] },
    { ...noPassword, 3: 'PASS', 4: 'FAIL', 5: 'NOT_APPLICABLE', 1005: 'PASS', 1006: 'PASS' },
  )
  await user('key-inactive', { keys: ['inactive'] }, { ...noPassword, ...noKeys, 1005: 'NOT_APPLICABLE' })
  // One of the two keys is enough to fail, whichever slot it is in.
  await user(
    'second-key-old',
    { keys: ['inactive', 'idle'] },
    { ...noPassword, 3: 'FAIL', 4: 'NOT_APPLICABLE', 5: 'FAIL', 1005: 'FAIL', 1006: 'PASS' },
  )

  setDaysAgo(60)
  await user('sixty-days', { password: true, mfa: true }, { ...noKeys, 1: 'PASS', 2: 'PASS', 1005: 'FAIL' })

  setDaysAgo(10)
  await user('without-mfa', { password: true }, { ...noKeys, 1: 'FAIL', 2: 'PASS', 1005: 'PASS' })
  await user(
    'two-keys',
    { keys: ['idle', 'idle'] },
    { ...noPassword, 3: 'PASS', 4: 'PASS', 5: 'PASS', 1005: 'PASS', 1006: 'FAIL' },
  )
  await user(
    'key-with-console',
    { password: true, mfa: true, keys: ['idle'] },
    { 1: 'PASS', 2: 'PASS', 3: 'PASS', 4: 'PASS', 5: 'NOT_APPLICABLE', 1005: 'PASS', 1006: 'PASS', 1007: 'FAIL' },
  )

  setDaysAgo(0)
  account.expect(rootOf(account), { 1013: 'FAIL' })
  await user('nothing-at-all', {}, { ...noPassword, ...noKeys, 1005: 'NOT_APPLICABLE' })
  for (const key of used) await callWith(account, key)
}

const noKeys: Verdicts = { 3: 'NOT_APPLICABLE', 4: 'NOT_APPLICABLE', 5: 'NOT_APPLICABLE', 1006: 'PASS', 1007: 'PASS' }
const noPassword: Verdicts = { 1: 'NOT_APPLICABLE', 2: 'NOT_APPLICABLE', 1007: 'PASS' }

/** The keys that are to be used. */
async function createUser(account: Account, UserName: string, { password, mfa, keys = [] }: Habits) {
  const iam = await account.client('iam')
  await iam.send(new sdk.CreateUserCommand({ UserName }))
  if (password) await iam.send(new sdk.CreateLoginProfileCommand({ UserName, Password: 'Not-A-Secret-1' }))
  if (mfa) {
    const { VirtualMFADevice } = await iam.send(
      new sdk.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }),
    )
    const SerialNumber = VirtualMFADevice?.SerialNumber
    const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' }
    await iam.send(new sdk.EnableMFADeviceCommand({ UserName, SerialNumber, ...codes }))
  }
  const used: sdk.AccessKey[] = []
  for (const state of keys) {
    const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName }))
    const { AccessKeyId } = AccessKey ?? {}
    if (state === 'inactive')
      await iam.send(new sdk.UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }))
    if (state === 'used' && AccessKey) used.push(AccessKey)
  }
  return used
}

async function callWith(account: Account, { AccessKeyId = '', SecretAccessKey = '' }: sdk.AccessKey) {
  const { config } = await account.client('iam')
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey }
  const own = new sdk.IAMClient({ endpoint: account.url, region: await config.region(), credentials })
  await own.send(new sdk.ListAccountAliasesCommand({}))
}
