import { z } from 'zod'
import { defineAccountAspect } from './account-aspect.ts'

/** The name that the account chose for its sign-in page. */
export const accountAlias = defineAccountAspect({
  permissions: ['iam:ListAccountAliases'],
  fields: { alias: z.string().optional() },

  async read({ clients }, ask) {
    const { ListAccountAliasesCommand } = await import('@aws-sdk/client-iam')
    const iam = await clients.iam()
    const answer = await ask(['alias'], () => iam.send(new ListAccountAliasesCommand({})))
    return { aliases: answer?.AccountAliases }
  },

  toFields: ({ aliases }) => ({ config: { alias: aliases?.[0] } }),
})
