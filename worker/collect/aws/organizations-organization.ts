import type { DelegatedAdministrator, Organization } from '@aws-sdk/client-organizations'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { describeOrganization } from './organizations-describe.ts'
import { readRootFeatures } from './organizations-root-features.ts'

type Raw = {
  readonly organization: Organization
  /** What IAM may do centrally with the root users of members; absent where this account is not told. */
  readonly rootFeatures?: readonly string[] | undefined
  /** Only the management account is told. */
  readonly delegated?: readonly DelegatedAdministrator[] | undefined
  /** Account → the services that are delegated to it. */
  readonly services?: Readonly<Record<string, readonly string[]>> | undefined
  readonly unread?: readonly Unread[]
}

const rootFields = ['rootCredentialsManaged', 'rootSessions']

/** The organization as the account sees it: much is told to the one that manages it alone. */
export const organization = defineAwsType({
  type: 'aws.organizations.organization',
  label: 'Organization',
  code: 'ORGANIZATION',
  service: 'Organizations',
  scope: 'global',
  permissions: [
    'organizations:DescribeOrganization',
    'organizations:ListDelegatedAdministrators',
    'organizations:ListDelegatedServicesForAccount',
    'iam:ListOrganizationsFeatures',
  ],
  fields: z.object({
    organizationId: z.string(),
    managementAccount: z.string().optional(),
    /** This account manages the organization. */
    isManagement: z.boolean(),
    /** `ALL` or `CONSOLIDATED_BILLING`. */
    featureSet: z.string().optional(),
    /** Root credentials of members are managed centrally; absent where this account is not told. */
    rootCredentialsManaged: z.boolean().optional(),
    /** Central accounts may act as the root user of members for a short time. */
    rootSessions: z.boolean().optional(),
    /** Ids of the accounts that were made delegated administrators; absent where this account is not told. */
    delegatedAdministrators: z.array(z.string()).optional(),
    /** Each of them with its services. */
    delegatedServices: z.array(z.string()).optional(),
  }),

  async *list(context) {
    const found = await read(context)
    if (found) yield found
  },

  async one(context, id) {
    const found = await read(context)
    return found?.organization.Arn === id ? found : undefined
  },

  normalise: ({ organization: { Id = '', Arn = '', ...rest }, rootFeatures, delegated, ...raw }: Raw, context) => {
    const accounts = delegated?.flatMap(({ Id: account }) => account ?? []).sort()
    return {
      id: Arn,
      name: Id,
      region: 'global',
      config: {
        organizationId: Id,
        managementAccount: rest.MasterAccountId,
        isManagement: rest.MasterAccountId === context.account,
        featureSet: rest.FeatureSet,
        ...(rootFeatures && {
          rootCredentialsManaged: rootFeatures.includes('RootCredentialsManagement'),
          rootSessions: rootFeatures.includes('RootSessions'),
        }),
        ...(accounts && { delegatedAdministrators: accounts }),
        ...(accounts &&
          raw.services && {
            delegatedServices: accounts.map((one) => `${one}: ${raw.services?.[one]?.join(', ') || 'none'}`),
          }),
      },
      unread: raw.unread ?? [],
    }
  },
})

async function read(context: CollectContext<'aws'>): Promise<Raw | undefined> {
  const found = await describeOrganization(context.clients)
  if (!found) return undefined
  const ask = context.reader()
  const rootFeatures = await ask(rootFields, () => readRootFeatures(context.clients))
  if (found.MasterAccountId !== context.account) return { organization: found, rootFeatures, unread: ask.unread }
  const delegated = await ask(['delegatedAdministrators', 'delegatedServices'], () => delegatedBy(context))
  const services = delegated && (await ask(['delegatedServices'], () => servicesOf(context, delegated)))
  return { organization: found, rootFeatures, delegated, services, unread: ask.unread }
}

async function delegatedBy({ clients }: CollectContext<'aws'>): Promise<readonly DelegatedAdministrator[]> {
  const { paginateListDelegatedAdministrators } = await import('@aws-sdk/client-organizations')
  const found: DelegatedAdministrator[] = []
  const client = await clients.organizations()
  for await (const page of paginateListDelegatedAdministrators({ client, pageSize: 20 }, {}))
    found.push(...(page.DelegatedAdministrators ?? []))
  return found
}

async function servicesOf({ clients }: CollectContext<'aws'>, accounts: readonly DelegatedAdministrator[]) {
  const { paginateListDelegatedServicesForAccount } = await import('@aws-sdk/client-organizations')
  const client = await clients.organizations()
  const services: Record<string, string[]> = {}
  for (const { Id: AccountId = '' } of accounts) {
    const names: string[] = []
    for await (const page of paginateListDelegatedServicesForAccount({ client, pageSize: 20 }, { AccountId }))
      names.push(...(page.DelegatedServices ?? []).flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []))
    services[AccountId] = names.sort()
  }
  return services
}
