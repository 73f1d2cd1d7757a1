import { OperationError } from '../../operation-error.ts'
import type { CollectContext } from '../../resource-type.ts'

/**
 * Whether Inspector scans the instances of this account in this region.
 * https://docs.aws.amazon.com/inspector/v2/APIReference/API_BatchGetAccountStatus.html
 */
export async function isScanningInstances({
  clients,
  account,
}: Pick<CollectContext<'aws'>, 'clients' | 'account'>): Promise<boolean> {
  const { BatchGetAccountStatusCommand } = await import('@aws-sdk/client-inspector2')
  const client = await clients.inspector2()
  const { accounts = [] } = await client.send(new BatchGetAccountStatusCommand({ accountIds: [account] }))
  const status = accounts.find(({ accountId }) => accountId === account)?.resourceState?.ec2?.status
  if (status) return status === 'ENABLED'
  throw new OperationError({
    operation: 'inspector2:BatchGetAccountStatus',
    failure: 'failed',
    code: 'NoAccountStatus',
    message: 'Inspector did not say whether it scans the instances of this account.',
  })
}
