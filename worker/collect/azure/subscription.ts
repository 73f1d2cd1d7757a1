import { z } from 'zod'
import { defineAzureType } from '../../resource-type.ts'
import { getIfPresent } from './arm-resource.ts'

/** https://learn.microsoft.com/rest/api/resources/subscriptions/get */
const apiVersion = '2022-12-01'

const raw = z.looseObject({
  id: z.string().startsWith('/subscriptions/'),
  displayName: z.string().optional(),
  state: z.string().optional(),
  tenantId: z.string().optional(),
  tags: z.record(z.string(), z.string()).nullish().catch(undefined),
  managedByTenants: z.array(z.looseObject({ tenantId: z.string() })).nullish(),
  subscriptionPolicies: z
    .looseObject({ quotaId: z.string().optional(), spendingLimit: z.string().optional() })
    .nullish(),
})

export const subscription = defineAzureType({
  type: 'azure.subscription',
  label: 'Subscription',
  code: 'SUBSCRIPTION',
  service: 'Subscription',
  scope: 'account',
  permissions: ['Microsoft.Resources/subscriptions/read'],

  fields: z.object({
    /** `Enabled`, `Warned`, `PastDue`, `Disabled` or `Deleted`. */
    state: z.string().optional(),
    tenantId: z.string().optional(),
    /** The offer it was bought under, such as `PayAsYouGo_2014-09-01`. */
    quotaId: z.string().optional(),
    spendingLimit: z.string().optional(),
    /** Other tenants that manage it through Azure Lighthouse. */
    managedByTenants: z.array(z.string()),
  }),

  async *list({ clients, account }) {
    yield await clients.get<unknown>(`/subscriptions/${account}`, apiVersion)
  },

  one: ({ clients }, id) => getIfPresent<unknown>(clients, id, apiVersion),

  normalise(answer) {
    const { id, displayName, state, tenantId, tags, managedByTenants, subscriptionPolicies } = raw.parse(answer)
    return {
      id,
      name: displayName || id.slice('/subscriptions/'.length),
      region: 'global',
      tags: tags ?? {},
      config: {
        state,
        tenantId,
        quotaId: subscriptionPolicies?.quotaId,
        spendingLimit: subscriptionPolicies?.spendingLimit,
        managedByTenants: (managedByTenants ?? []).map((tenant) => tenant.tenantId),
      },
    }
  },
})
