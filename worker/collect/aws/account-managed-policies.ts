import { z } from 'zod'
import type { AwsClients } from '../../clients.ts'
import { unlessAbsent } from '../absent.ts'
import { defineAccountAspect } from './account-aspect.ts'
import { holdersKept, holdersOf } from './policy-holders.ts'

/** Who holds two policies of AWS's own, by the partition that the account is in. */
export const accountManagedPolicies = defineAccountAspect({
  permissions: ['iam:ListEntitiesForPolicy'],
  fields: {
    /** Roles that hold AWSSupportAccess; 100 at most. */
    supportRoles: z.array(z.string()).optional(),
    /** Users and groups that hold it, as `user ana`; 100 at most. */
    supportOthers: z.array(z.string()).optional(),
    /** Users, groups and roles that hold AWSCloudShellFullAccess, as `user ana`; 100 at most. */
    cloudShellHolders: z.array(z.string()).optional(),
  },

  async read({ clients, partition }, ask) {
    const [supportHolders, cloudShellHolders] = await Promise.all([
      ask(['supportRoles', 'supportOthers'], () => holders(clients, partition, 'AWSSupportAccess')),
      ask(['cloudShellHolders'], () => holders(clients, partition, 'AWSCloudShellFullAccess')),
    ])
    return { supportHolders, cloudShellHolders }
  },

  toFields: ({ supportHolders, cloudShellHolders }) => ({
    config: {
      ...(supportHolders && {
        supportRoles: supportHolders.flatMap((name) => roleName(name) ?? []).slice(0, holdersKept),
        supportOthers: supportHolders.filter((name) => roleName(name) === undefined).slice(0, holdersKept),
      }),
      cloudShellHolders: cloudShellHolders?.slice(0, holdersKept),
    },
  }),
})

const roleName = (holder: string) => (holder.startsWith('role ') ? holder.slice('role '.length) : undefined)

/** A policy that the partition does not have is held by nobody. */
async function holders(clients: AwsClients, partition: string, name: string): Promise<string[]> {
  const arn = `arn:${partition}:iam::aws:policy/${name}`
  return (await unlessAbsent(['NoSuchEntity'], () => holdersOf(clients, arn))) ?? []
}
