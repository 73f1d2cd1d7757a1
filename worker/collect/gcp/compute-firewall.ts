import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import { z } from 'zod'
import { firewallOpenings, trafficText } from '../../facts/gcp-firewall.ts'
import { fullNameOf, gcpNames, lastPart } from '../../facts/gcp-names.ts'
import { openings } from '../../facts/openings.ts'
import { type CollectContext, defineGcpType } from '../../resource-type.ts'
import { whereEnabled, whereThere } from './compute-lists.ts'

const names = z.array(z.string())

/** A VPC firewall rule. https://cloud.google.com/compute/docs/reference/rest/v1/firewalls */
export const computeFirewall = defineGcpType({
  type: 'gcp.compute.firewall',
  label: 'Firewall rule',
  code: 'FIREWALL_RULES',
  service: 'VPC',
  scope: 'global',
  permissions: ['compute.firewalls.list', 'compute.firewalls.get'],
  relations: { network: { type: 'gcp.compute.network', key: 'networkId', label: 'Network' } },
  fields: z.object({
    numericId: z.string().optional(),
    description: z.string().optional(),
    networkId: z.string().optional(),
    direction: z.string(),
    priority: z.int().optional(),
    disabled: z.boolean(),
    sourceRanges: names,
    sourceTags: names,
    sourceServiceAccounts: names,
    targetTags: names,
    targetServiceAccounts: names,
    /** `tcp:22,3389`, `icmp`, `all`. */
    allowed: names,
    denied: names,
    /** What it lets in from the whole internet; nothing while it is disabled. */
    openings,
    logging: z.boolean().optional(),
  }),

  list: (context) => whereEnabled(firewalls(context)),

  one: ({ clients, account }, id) =>
    whereThere(() =>
      clients.call('compute.firewalls.get', () =>
        clients.compute.firewalls.get({ project: account, firewall: lastPart(id) ?? '' }),
      ),
    ),

  normalise: (rule, { account }) => ({
    id: gcpNames.firewall(account, rule.name ?? ''),
    name: rule.name ?? '',
    region: 'global',
    config: {
      numericId: rule.id ?? undefined,
      description: rule.description || undefined,
      networkId: fullNameOf(rule.network),
      direction: rule.direction ?? 'INGRESS',
      priority: rule.priority ?? undefined,
      disabled: rule.disabled === true,
      sourceRanges: rule.sourceRanges ?? [],
      sourceTags: rule.sourceTags ?? [],
      sourceServiceAccounts: rule.sourceServiceAccounts ?? [],
      targetTags: rule.targetTags ?? [],
      targetServiceAccounts: rule.targetServiceAccounts ?? [],
      allowed: trafficText(rule.allowed),
      denied: trafficText(rule.denied),
      openings: firewallOpenings(rule),
      logging: rule.logConfig?.enable ?? undefined,
    },
  }),
})

async function* firewalls({
  clients,
  account: project,
}: CollectContext<'gcp'>): AsyncIterable<compute_v1.Schema$Firewall> {
  const pages = clients.pages('compute.firewalls.list', (pageToken) =>
    clients.compute.firewalls.list({ project, maxResults: 500, ...(pageToken ? { pageToken } : {}) }),
  )
  for await (const { items } of pages) yield* items ?? []
}
