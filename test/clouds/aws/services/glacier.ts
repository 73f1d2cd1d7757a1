import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type GlacierVault = {
  arn: string
  region: string
  created: string
  /** The JSON text of its policy. */
  policy?: string
  tags?: Record<string, string>
}

/** What an account holds of it. */
export type GlacierEstate = { vaults: GlacierVault[] }

export const glacierRoutes: readonly Route[] = [
  ['GET', '/{accountId}/vaults', 'ListVaults'],
  ['GET', '/{accountId}/vaults/{vaultName}', 'DescribeVault'],
  ['GET', '/{accountId}/vaults/{vaultName}/access-policy', 'GetVaultAccessPolicy'],
]

export const glacier = answerJson({
  ListVaults({ region, parameters }, account, world) {
    const here = vaultsOf(account).filter((vault) => vault.region === region)
    const { items, next } = jsonPage(here, { token: parameters.marker, size: parameters.limit ?? 10, world })
    return { VaultList: items.map(described), Marker: next ?? null }
  },

  DescribeVault: ({ region, parameters }, account) => described(find(account, region, parameters.vaultName)),

  GetVaultAccessPolicy({ region, parameters }, account) {
    const { policy } = find(account, region, parameters.vaultName)
    if (policy === undefined) throw new AwsRefusal(404, 'ResourceNotFoundException', 'No vault access policy is set')
    return { Policy: policy }
  },
})

const vaultsOf = ({ glacier }: AwsAccount) => glacier?.vaults ?? []
const nameOf = ({ arn }: GlacierVault) => arn.slice(arn.indexOf('/') + 1)

function find(account: AwsAccount, region: string, name: unknown): GlacierVault {
  const found = vaultsOf(account).find((vault) => vault.region === region && nameOf(vault) === name)
  if (!found) throw new AwsRefusal(404, 'ResourceNotFoundException', 'Vault not found for ARN')
  return found
}

const described = (vault: GlacierVault) => ({
  VaultARN: vault.arn,
  VaultName: nameOf(vault),
  CreationDate: vault.created,
  NumberOfArchives: 0,
  SizeInBytes: 0,
})
