import type { GetAccountSummaryCommandOutput, VirtualMFADevice } from '@aws-sdk/client-iam'
import { z } from 'zod'
import { defineAccountAspect } from './account-aspect.ts'

type Summary = NonNullable<GetAccountSummaryCommandOutput['SummaryMap']>

/** How the root user can sign in. */
export const accountRoot = defineAccountAspect({
  permissions: ['iam:GetAccountSummary', 'iam:ListVirtualMFADevices'],
  fields: {
    /** Keys that exist, active or not. */
    rootAccessKeys: z.int().optional(),
    rootMfa: z.boolean().optional(),
    /** Absent in accounts for which AWS does not tell. */
    rootPassword: z.boolean().optional(),
    /** False where neither password nor keys exist, as in members of an organization that manages root centrally. */
    rootCanSignIn: z.boolean().optional(),
    /** Serial numbers; FIDO keys and hardware tokens are never among them. */
    rootVirtualMfaDevices: z.array(z.string()).optional(),
  },

  async read({ clients }, ask) {
    const sdk = await import('@aws-sdk/client-iam')
    const iam = await clients.iam()
    const [summary, virtualMfaDevices] = await Promise.all([
      ask(['rootAccessKeys', 'rootMfa', 'rootPassword', 'rootCanSignIn', 'reportIsComplete'], () =>
        iam.send(new sdk.GetAccountSummaryCommand({})),
      ),
      ask(['rootVirtualMfaDevices'], async () => {
        const found: VirtualMFADevice[] = []
        const pages = sdk.paginateListVirtualMFADevices(
          { client: iam, pageSize: 1000 },
          { AssignmentStatus: 'Assigned' },
        )
        for await (const { VirtualMFADevices = [] } of pages) found.push(...VirtualMFADevices.filter(isOfRoot))
        return found
      }),
    ])
    return { summary: summary?.SummaryMap, virtualMfaDevices }
  },

  toFields: ({ summary, virtualMfaDevices }) => ({
    config: {
      ...(summary && rootOf(summary)),
      rootVirtualMfaDevices: virtualMfaDevices?.filter(isOfRoot).map(({ SerialNumber = '' }) => SerialNumber),
    },
  }),
})

/** A device's own name and serial number say nothing: users may be called root, and root's device anything. */
const isOfRoot = ({ User }: VirtualMFADevice) => User?.Arn?.endsWith(':root') === true

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
function rootOf({ AccountAccessKeysPresent, AccountMFAEnabled, AccountPasswordPresent }: Summary) {
  const rootPassword = AccountPasswordPresent === undefined ? undefined : AccountPasswordPresent > 0
  return {
    rootAccessKeys: AccountAccessKeysPresent,
    rootMfa: AccountMFAEnabled === undefined ? undefined : AccountMFAEnabled > 0,
    rootPassword,
    rootCanSignIn: rootPassword !== false || AccountAccessKeysPresent !== 0,
  }
}
