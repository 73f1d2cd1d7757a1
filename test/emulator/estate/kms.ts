import * as sdk from '@aws-sdk/client-kms'
import type { Account } from '../account.ts'
import type { Verdicts } from '../expectation.ts'

/** Keys of all makes: only those that AWS could rotate are asked whether it does. */
export async function fillKeys(account: Account): Promise<void> {
  const kms = await account.client('kms')
  async function key(Description: string, verdicts: Verdicts, input: Partial<sdk.CreateKeyCommandInput> = {}) {
    const { KeyMetadata } = await kms.send(new sdk.CreateKeyCommand({ Description, ...input }))
    const KeyId = KeyMetadata?.KeyId ?? ''
    account.expect(KeyId, { 1015: 'PASS', ...verdicts })
    return { KeyId }
  }

  const rotated = await key('rotated', { 26: 'PASS' })
  await kms.send(new sdk.EnableKeyRotationCommand(rotated))
  await key('not-rotated', { 26: 'FAIL' })
  const off = await key('disabled', { 26: 'NOT_APPLICABLE', 1015: 'NOT_APPLICABLE' })
  await kms.send(new sdk.DisableKeyCommand(off))
  const going = await key('to-be-deleted', { 26: 'NOT_APPLICABLE', 1015: 'NOT_APPLICABLE' })
  await kms.send(new sdk.ScheduleKeyDeletionCommand(going))
  await key('asymmetric', { 26: 'NOT_APPLICABLE' }, { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' })
  // In moto a key does not wait for the material that is to be imported: it is enabled at once.
  await key('imported', { 26: 'NOT_APPLICABLE' }, { Origin: 'EXTERNAL' })
  const open = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }] }
  await key('everyones', { 26: 'FAIL', 1015: 'FAIL' }, { Policy: JSON.stringify({ Version: '2012-10-17', ...open }) })
}
