import type { GetAccountSummaryCommandOutput, PasswordPolicy, VirtualMFADevice } from '@aws-sdk/client-iam'
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3-control'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { readAccountBlock } from './public-access-block.ts'

type Raw = {
  readonly aliases?: readonly string[] | undefined
  readonly passwordPolicy?: PasswordPolicy | undefined
  readonly summary?: GetAccountSummaryCommandOutput['SummaryMap']
  readonly virtualMfaDevices?: readonly VirtualMFADevice[] | undefined
  readonly publicAccessBlock?: PublicAccessBlockConfiguration | undefined
  readonly unread?: readonly Unread[]
}

const passwordPolicy = z.object({
  minimumLength: z.int(),
  requireUppercase: z.boolean(),
  requireLowercase: z.boolean(),
  requireSymbols: z.boolean(),
  requireNumbers: z.boolean(),
  /** How many passwords back none may be used again; absent where that is off. */
  reusePrevention: z.int().optional(),
  expires: z.boolean(),
  /** Days; absent where passwords do not expire. */
  maxAge: z.int().optional(),
})

/** What an account has once: its password policy, its root user, its own S3 settings. */
export const account = defineAwsType({
  type: 'aws.account',
  label: 'Account',
  code: 'ACCOUNT',
  service: 'Account',
  scope: 'account',
  permissions: [
    'iam:GetAccountPasswordPolicy',
    'iam:GetAccountSummary',
    'iam:ListAccountAliases',
    'iam:ListVirtualMFADevices',
    's3:GetAccountPublicAccessBlock',
  ],
  fields: z.object({
    partition: z.string(),
    alias: z.string().optional(),
    /** Absent where the account has none of its own; AWS's default is weaker than every control here. */
    passwordPolicy: passwordPolicy.optional(),
    /** Keys that exist, active or not. */
    rootAccessKeys: z.int().optional(),
    rootMfa: z.boolean().optional(),
    /** Absent in accounts for which AWS does not tell. */
    rootPassword: z.boolean().optional(),
    /** False where neither password nor keys exist, as in members of an organization that manages root centrally. */
    rootCanSignIn: z.boolean().optional(),
    /** Serial numbers; FIDO keys and hardware tokens are never among them. */
    rootVirtualMfaDevices: z.array(z.string()).optional(),
    /** Absent where it was never configured. */
    publicAccessBlock: z
      .object({
        blockPublicAcls: z.boolean(),
        ignorePublicAcls: z.boolean(),
        blockPublicPolicy: z.boolean(),
        restrictPublicBuckets: z.boolean(),
      })
      .optional(),
  }),

  async *list(context) {
    yield await read(context)
  },

  one: (context) => read(context),

  normalise: (raw: Raw, context) => ({
    id: `arn:${context.partition}:iam::${context.account}:root`,
    name: raw.aliases?.[0] ?? context.account,
    region: 'global',
    config: {
      partition: context.partition,
      alias: raw.aliases?.[0],
      ...(raw.passwordPolicy ? { passwordPolicy: toPolicy(raw.passwordPolicy) } : {}),
      ...(raw.summary && rootOf(raw.summary)),
      rootVirtualMfaDevices: raw.virtualMfaDevices?.filter(isOfRoot).map(({ SerialNumber = '' }) => SerialNumber),
      ...(raw.publicAccessBlock ? { publicAccessBlock: toBlock(raw.publicAccessBlock) } : {}),
    },
    unread: raw.unread ?? [],
  }),
})

async function read({ clients, account, reader }: CollectContext<'aws'>): Promise<Raw> {
  const sdk = await import('@aws-sdk/client-iam')
  const iam = await clients.iam()
  const ask = reader()
  const [aliases, policy, summary, devices, block] = await Promise.all([
    ask(['alias'], () => iam.send(new sdk.ListAccountAliasesCommand({}))),
    ask(['passwordPolicy'], () => iam.send(new sdk.GetAccountPasswordPolicyCommand({})), { absent: ['NoSuchEntity'] }),
    ask(['rootAccessKeys', 'rootMfa', 'rootPassword', 'rootCanSignIn'], () =>
      iam.send(new sdk.GetAccountSummaryCommand({})),
    ),
    ask(['rootVirtualMfaDevices'], async () => {
      const found: VirtualMFADevice[] = []
      for await (const page of sdk.paginateListVirtualMFADevices({ client: iam }, { AssignmentStatus: 'Assigned' }))
        found.push(...(page.VirtualMFADevices ?? []).filter(isOfRoot))
      return found
    }),
    ask(['publicAccessBlock'], () => readAccountBlock(clients, account)),
  ])
  return {
    aliases: aliases?.AccountAliases,
    passwordPolicy: policy?.PasswordPolicy,
    summary: summary?.SummaryMap,
    virtualMfaDevices: devices,
    publicAccessBlock: block,
    unread: ask.unread,
  }
}

/** A device's own name and serial number say nothing: users may be called root, and root's device anything. */
const isOfRoot = ({ User }: VirtualMFADevice) => User?.Arn?.endsWith(':root') === true

const toPolicy = (policy: PasswordPolicy): z.infer<typeof passwordPolicy> => ({
  minimumLength: policy.MinimumPasswordLength ?? 0,
  requireUppercase: policy.RequireUppercaseCharacters === true,
  requireLowercase: policy.RequireLowercaseCharacters === true,
  requireSymbols: policy.RequireSymbols === true,
  requireNumbers: policy.RequireNumbers === true,
  ...(policy.PasswordReusePrevention === undefined ? {} : { reusePrevention: policy.PasswordReusePrevention }),
  expires: policy.ExpirePasswords === true,
  ...(policy.MaxPasswordAge === undefined ? {} : { maxAge: policy.MaxPasswordAge }),
})

const toBlock = (block: PublicAccessBlockConfiguration) => ({
  blockPublicAcls: block.BlockPublicAcls === true,
  ignorePublicAcls: block.IgnorePublicAcls === true,
  blockPublicPolicy: block.BlockPublicPolicy === true,
  restrictPublicBuckets: block.RestrictPublicBuckets === true,
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
function rootOf({ AccountAccessKeysPresent, AccountMFAEnabled, AccountPasswordPresent }: NonNullable<Raw['summary']>) {
  const rootPassword = AccountPasswordPresent === undefined ? undefined : AccountPasswordPresent > 0
  return {
    rootAccessKeys: AccountAccessKeysPresent,
    rootMfa: AccountMFAEnabled === undefined ? undefined : AccountMFAEnabled > 0,
    rootPassword,
    rootCanSignIn: rootPassword !== false || AccountAccessKeysPresent !== 0,
  }
}
