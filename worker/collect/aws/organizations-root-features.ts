import type { AwsClients } from '../../clients.ts'
import { OperationError } from '../../operation-error.ts'

/**
 * What IAM may do centrally with the root users of an organization's members; nothing where it may do nothing at all, and
 * `undefined` where this account is neither the one that manages it nor its delegate, and is not told.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html
 */
export async function readRootFeatures(clients: AwsClients): Promise<readonly string[] | undefined> {
  const { ListOrganizationsFeaturesCommand } = await import('@aws-sdk/client-iam')
  try {
    return (await (await clients.iam()).send(new ListOrganizationsFeaturesCommand({}))).EnabledFeatures ?? []
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    if (off.includes(error.code)) return []
    if (error.code === 'AccountNotManagementOrDelegatedAdministrator') return undefined
    throw error
  }
}

/** IAM has no access to the organization, or the organization lacks the features that it would take. */
const off = ['ServiceAccessNotEnabled', 'OrganizationNotInAllFeaturesMode']
