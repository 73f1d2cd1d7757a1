import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

export type EcrRepository = {
  arn: string
  region: string
  created: string
  immutable?: boolean
  kmsKey?: string
  /** The JSON text of its policy. */
  policy?: string
  tags?: Record<string, string>
}

/** What an account holds of it. */
export type EcrEstate = { repositories: EcrRepository[] }

export const ecr = answerJson({
  DescribeRepositories({ region, parameters }, account, world) {
    const { repositoryNames: names, nextToken: token, maxResults: size } = parameters
    const here = repositoriesOf(account).filter((one) => one.region === region)
    if (Array.isArray(names)) return { repositories: names.map((name) => described(find(here, name))) }
    const { items, next } = jsonPage(here, { token, size, world })
    return { repositories: items.map(described), ...(next && { nextToken: next }) }
  },

  GetRepositoryPolicy({ region, parameters }, account) {
    const here = repositoriesOf(account).filter((one) => one.region === region)
    const { policy, arn } = find(here, parameters.repositoryName)
    if (policy === undefined)
      throw new AwsRefusal(400, 'RepositoryPolicyNotFoundException', 'Repository policy does not exist')
    return { registryId: arn.split(':')[4], repositoryName: parameters.repositoryName, policyText: policy }
  },
})

const repositoriesOf = ({ ecr }: AwsAccount) => ecr?.repositories ?? []
const nameOf = ({ arn }: EcrRepository) => arn.slice(arn.indexOf('/') + 1)

function find(here: readonly EcrRepository[], name: unknown): EcrRepository {
  const found = here.find((one) => nameOf(one) === name)
  if (!found) throw new AwsRefusal(400, 'RepositoryNotFoundException', 'The repository does not exist in the registry')
  return found
}

const described = (repository: EcrRepository) => {
  const [, , , region, account] = repository.arn.split(':')
  return {
    repositoryArn: repository.arn,
    registryId: account,
    repositoryName: nameOf(repository),
    repositoryUri: `${account}.dkr.ecr.${region}.amazonaws.com/${nameOf(repository)}`,
    createdAt: Date.parse(repository.created) / 1000,
    imageTagMutability: repository.immutable ? 'IMMUTABLE' : 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: repository.kmsKey
      ? { encryptionType: 'KMS', kmsKey: repository.kmsKey }
      : { encryptionType: 'AES256' },
  }
}
