import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { accountAlarms } from './account-alarms.ts'
import { accountAlias } from './account-alias.ts'
import type { AccountAspect } from './account-aspect.ts'
import { accountContacts } from './account-contacts.ts'
import { accountFederation } from './account-federation.ts'
import { accountManagedPolicies } from './account-managed-policies.ts'
import { accountPasswordPolicy } from './account-password-policy.ts'
import { accountReport } from './account-report.ts'
import { accountRoot } from './account-root.ts'
import { accountS3Block } from './account-s3-block.ts'
import { accountTrails } from './account-trails.ts'

/** What an account has once, each in a module of its own. */
const aspects: readonly AccountAspect[] = [
  accountAlias,
  accountPasswordPolicy,
  accountRoot,
  accountS3Block,
  accountReport,
  accountContacts,
  accountFederation,
  accountManagedPolicies,
  accountTrails,
  accountAlarms,
]

/** What the aspects read, all in one. */
type Raw = Readonly<Record<string, unknown>> & {
  readonly aliases?: readonly string[]
  readonly unread?: readonly Unread[]
}

/** An account, and whatever it has once: its password policy, its root user, its contacts. */
export const account = defineAwsType({
  type: 'aws.account',
  label: 'Account',
  code: 'ACCOUNT',
  service: 'Account',
  scope: 'account',
  permissions: [...new Set(aspects.flatMap(({ permissions }) => permissions))],
  fields: z.object({
    partition: z.string(),
    ...(Object.assign({}, ...aspects.map(({ fields }) => fields)) as z.ZodRawShape),
  }),

  async *list(context) {
    yield await read(context)
  },

  one: (context) => read(context),

  normalise: (raw: Raw, context) => {
    const parts = aspects.map(({ toFields }) => toFields(raw, context))
    return {
      id: `arn:${context.partition}:iam::${context.account}:root`,
      name: raw.aliases?.[0] ?? context.account,
      region: 'global',
      config: Object.assign({ partition: context.partition }, ...parts.map(({ config }) => config)),
      unread: [...(raw.unread ?? []), ...parts.flatMap(({ unread = [] }) => unread)],
    }
  },
})

async function read(context: CollectContext<'aws'>): Promise<Raw> {
  const ask = context.reader()
  const parts = await Promise.all(aspects.map((aspect) => aspect.read(context, ask)))
  return Object.assign({}, ...parts, { unread: ask.unread })
}
