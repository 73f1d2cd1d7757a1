import type { Organization } from '@aws-sdk/client-organizations'
import type { AwsClients } from '../../clients.ts'
import { unlessAbsent } from '../absent.ts'

/**
 * The organization that the account belongs to, asked for once in a run; `undefined` for an account that stands alone.
 * Every member may ask, and `MasterAccountId` says which account manages it.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html
 */
export const describeOrganization = ({ once, organizations }: AwsClients): Promise<Organization | undefined> =>
  once('organization of the account', async () => {
    const { DescribeOrganizationCommand } = await import('@aws-sdk/client-organizations')
    const client = await organizations()
    const answer = await unlessAbsent(['AWSOrganizationsNotInUse'], () =>
      client.send(new DescribeOrganizationCommand({})),
    )
    return answer?.Organization
  })
