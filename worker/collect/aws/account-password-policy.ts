import type { PasswordPolicy } from '@aws-sdk/client-iam'
import { z } from 'zod'
import { defineAccountAspect } from './account-aspect.ts'

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

/** What the passwords of IAM users must be like. */
export const accountPasswordPolicy = defineAccountAspect({
  permissions: ['iam:GetAccountPasswordPolicy'],
  fields: {
    /** Absent where the account has none of its own; AWS's default is weaker than every control here. */
    passwordPolicy: passwordPolicy.optional(),
  },

  async read({ clients }, ask) {
    const { GetAccountPasswordPolicyCommand } = await import('@aws-sdk/client-iam')
    const iam = await clients.iam()
    const answer = await ask(['passwordPolicy'], () => iam.send(new GetAccountPasswordPolicyCommand({})), {
      absent: ['NoSuchEntity'],
    })
    return { passwordPolicy: answer?.PasswordPolicy }
  },

  toFields: (raw) => ({ config: raw.passwordPolicy ? { passwordPolicy: toPolicy(raw.passwordPolicy) } : {} }),
})

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
