import { z } from 'zod'
import { azureCloudOpenings, internetOpenings } from '../../facts/nsg.ts'
import { readInboundRules } from '../../facts/nsg-rules.ts'
import { openings } from '../../facts/openings.ts'
import { defineAzureType } from '../../resource-type.ts'
import { armResource, describeArmResource, getIfPresent, resourceGroupOf } from './arm-resource.ts'

/** https://learn.microsoft.com/rest/api/virtualnetwork/network-security-groups/list-all */
const apiVersion = '2024-05-01'

const ids = z.array(z.looseObject({ id: z.string() })).nullish()
const raw = armResource.extend({
  properties: z.looseObject({ securityRules: z.unknown().optional(), subnets: ids, networkInterfaces: ids }),
})

export const networkSecurityGroup = defineAzureType({
  type: 'azure.network.security-group',
  label: 'Network security group',
  code: 'NETWORK_SECURITY_GROUP',
  service: 'Networking',
  scope: 'global',
  permissions: ['Microsoft.Network/networkSecurityGroups/read'],

  fields: z.object({
    resourceGroup: z.string().optional(),
    /** What its own rules let in from the internet; the default rules never do. Unread where a rule is not understood. */
    internetOpenings: openings.optional(),
    /** What they let in from the service tag AzureCloud: from every customer of Azure. */
    azureCloudOpenings: openings.optional(),
    /** Ids of the subnets and network interfaces that it guards. */
    subnets: z.array(z.string()),
    networkInterfaces: z.array(z.string()),
  }),

  list: ({ clients, account }) =>
    clients.list<unknown>(`/subscriptions/${account}/providers/Microsoft.Network/networkSecurityGroups`, apiVersion),

  one: ({ clients }, id) => getIfPresent<unknown>(clients, id, apiVersion),

  normalise(answer) {
    const group = raw.parse(answer)
    const { securityRules, subnets, networkInterfaces } = group.properties
    const rules = readInboundRules(securityRules)
    return {
      ...describeArmResource(group),
      config: {
        resourceGroup: resourceGroupOf(group.id),
        ...(rules && { internetOpenings: internetOpenings(rules), azureCloudOpenings: azureCloudOpenings(rules) }),
        subnets: (subnets ?? []).map(({ id }) => id),
        networkInterfaces: (networkInterfaces ?? []).map(({ id }) => id),
      },
      unread: rules ? [] : ['internetOpenings', 'azureCloudOpenings'].map(notUnderstood),
    }
  },
})

const notUnderstood = (field: string) => ({
  field,
  operation: 'GET Microsoft.Network/networkSecurityGroups',
  reason: 'Azure answered with a security rule that Plumbline does not understand, so the group is not judged.',
})
