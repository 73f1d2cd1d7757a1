import { type AwsCall, AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import { answerTimes } from './cloudtrail.ts'

export type KmsEstate = { keys: SimulatedKey[] }

export type SimulatedKey = {
  arn: string
  alias?: string
  rotates?: boolean
  /** JSON text; the account's root may do everything where absent. */
  policy?: string
  tags?: Record<string, string>
  /** What else, or else, `DescribeKey` answers. */
  more?: Record<string, unknown>
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html */
export const kms = answerJson({
  ListKeys(call, account, world) {
    const { Marker: token, Limit: size } = call.parameters
    const { items, next } = jsonPage(keysIn(call, account), { token, size, world })
    return {
      Keys: items.map(({ arn }) => ({ KeyId: idOf(arn), KeyArn: arn })),
      Truncated: next !== undefined,
      ...(next && { NextMarker: next }),
    }
  },

  ListAliases(call, account, world) {
    const { Marker: token, Limit: size, KeyId } = call.parameters
    const named = keysIn(call, account).filter(({ arn, alias }) => alias && (KeyId === undefined || KeyId === arn))
    const { items, next } = jsonPage(named, { token, size, world })
    return {
      Aliases: items.map(({ arn, alias }) => ({ AliasName: alias, TargetKeyId: idOf(arn) })),
      Truncated: next !== undefined,
      ...(next && { NextMarker: next }),
    }
  },

  DescribeKey(call, account) {
    const { arn, alias = '', more = {} } = findKey(call, account)
    const KeyManager = alias.startsWith('alias/aws/') ? 'AWS' : 'CUSTOMER'
    return {
      KeyMetadata: answerTimes({
        ...{ AWSAccountId: account.id, KeyId: idOf(arn), Arn: arn, CreationDate: '2024-01-01T00:00:00.000Z' },
        ...{ Enabled: true, KeyState: 'Enabled', KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT' },
        ...{ Origin: 'AWS_KMS', KeyManager, MultiRegion: false, ...more },
      }),
    }
  },

  GetKeyRotationStatus(call, account) {
    const { arn, rotates = false } = findKey(call, account)
    return { KeyId: arn, KeyRotationEnabled: rotates, ...(rotates && { RotationPeriodInDays: 365 }) }
  },

  GetKeyPolicy(call, account) {
    const { policy = rootPolicy(account) } = findKey(call, account)
    return { Policy: policy, PolicyName: 'default' }
  },
})

const idOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

const keysIn = ({ region }: AwsCall, { kms: held }: AwsAccount) =>
  (held?.keys ?? []).filter(({ arn }) => arn.split(':')[3] === region)

function findKey(call: AwsCall, account: AwsAccount): SimulatedKey {
  const { KeyId } = call.parameters
  const found = keysIn(call, account).find(({ arn }) => arn === KeyId || idOf(arn) === KeyId)
  if (found) return found
  throw new AwsRefusal(400, 'NotFoundException', `Key '${KeyId}' does not exist`)
}

const rootPolicy = ({ id, partition = 'aws' }: AwsAccount) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${id}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  })
