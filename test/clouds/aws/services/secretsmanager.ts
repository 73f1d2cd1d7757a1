import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

export type Secret = {
  arn: string
  region: string
  name: string
  created: string
  kmsKeyId?: string
  rotation?: { days: number; last: string }
  /** It waits for its deletion since then. */
  deleted?: string
  /** The JSON text of its policy. */
  policy?: string
  tags?: Record<string, string>
}

/** What an account holds of it; what is secret of it is not even here. */
export type SecretsManagerEstate = { secrets: Secret[] }

export const secretsmanager = answerJson({
  ListSecrets({ region, parameters }, account, world) {
    const here = secretsOf(account).filter((secret) => secret.region === region && !secret.deleted)
    const { items, next } = jsonPage(here, { token: parameters.NextToken, size: parameters.MaxResults, world })
    return { SecretList: items.map(described), ...(next && { NextToken: next }) }
  },

  DescribeSecret: ({ parameters }, account) => described(find(account, parameters.SecretId)),

  GetResourcePolicy({ parameters }, account) {
    const { arn, name, policy } = find(account, parameters.SecretId)
    return { ARN: arn, Name: name, ...(policy !== undefined && { ResourcePolicy: policy }) }
  },
})

const secretsOf = ({ secretsmanager }: AwsAccount) => secretsmanager?.secrets ?? []

function find(account: AwsAccount, wanted: unknown): Secret {
  const found = secretsOf(account).find(({ arn }) => arn === wanted)
  if (found) return found
  throw new AwsRefusal(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
}

const described = ({ arn, name, created, kmsKeyId, rotation, deleted, tags = {} }: Secret) => ({
  ARN: arn,
  Name: name,
  CreatedDate: Date.parse(created) / 1000,
  LastChangedDate: Date.parse(created) / 1000,
  ...(deleted && { DeletedDate: Date.parse(deleted) / 1000 }),
  ...(kmsKeyId && { KmsKeyId: kmsKeyId }),
  ...(rotation && {
    RotationEnabled: true,
    RotationRules: { AutomaticallyAfterDays: rotation.days },
    LastRotatedDate: Date.parse(rotation.last) / 1000,
  }),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  SecretVersionsToStages: { '00000000-0000-0000-0000-000000000000': ['AWSCURRENT'] },
})
