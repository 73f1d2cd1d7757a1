import type { LoggingConfiguration, Scope, WAFV2Client, WebACL, WebACLSummary } from '@aws-sdk/client-wafv2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'

type Raw = {
  readonly summary: WebACLSummary
  readonly acl?: WebACL | undefined
  readonly logging?: LoggingConfiguration | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

const aclFields = {
  /** What happens to a request that no rule decides about: `Allow` or `Block`. */
  defaultAction: z.string().optional(),
  /** Names of its rules, those of Firewall Manager apart. */
  rules: z.array(z.string()).optional(),
  capacity: z.number().optional(),
  isManagedByFirewallManager: z.boolean().optional(),
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_ListWebACLs.html */
export const wafv2WebAcl = defineAwsType({
  type: 'aws.wafv2.web-acl',
  label: 'WAF web ACL',
  code: 'WEB_ACL',
  service: 'WAF',
  scope: 'region',
  permissions: [
    ...['wafv2:ListWebACLs', 'wafv2:GetWebACL', 'wafv2:ListLoggingConfigurations', 'wafv2:GetLoggingConfiguration'],
    'tag:GetResources',
  ],
  fields: z.object({
    aclId: z.string(),
    /** `REGIONAL`, or `CLOUDFRONT` for those of distributions. */
    scope: z.string(),
    ...aclFields,
    /** ARNs of what receives its logs; absent where it logs nothing. */
    logDestinations: z.array(z.string()).optional(),
  }),

  async *list(context) {
    const tagsOf = lazyTags(context, ['wafv2'])
    for (const scope of scopesOf(context)) {
      const client = await context.clients.wafv2()
      const shared = context.reader()
      const logs = await shared(['logDestinations'], () => readLogging(client, scope))
      yield* concurrently(webAcls(client, scope), aclsAtOnce, async (summary) => {
        const arn = summary.ARN ?? ''
        const [tags, read] = await Promise.all([tagsOf(), readAcl(context, client, scope, summary)])
        return {
          ...{ summary, acl: read.acl, logging: logs?.get(arn), tags: tags.of(arn) },
          unread: [...tags.unread, ...shared.unread, ...read.unread],
        }
      })
    }
  },

  async one(context, arn) {
    const { GetLoggingConfigurationCommand, GetWebACLCommand } = await import('@aws-sdk/client-wafv2')
    const [, place, Name, Id] = /:(global|regional)\/webacl\/([^/]+)\/([^/]+)$/.exec(arn) ?? []
    const client = await context.clients.wafv2()
    const Scope = place === 'global' ? 'CLOUDFRONT' : 'REGIONAL'
    const found = await unlessAbsent(notThere, () => client.send(new GetWebACLCommand({ Name, Id, Scope })))
    if (!found?.WebACL) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    const logging = await ask(
      ['logDestinations'],
      () => client.send(new GetLoggingConfigurationCommand({ ResourceArn: arn })),
      { absent: notThere },
    )
    return {
      summary: found.WebACL,
      acl: found.WebACL,
      logging: logging?.LoggingConfiguration,
      tags,
      unread: ask.unread,
    }
  },

  normalise: ({ summary, acl, logging, tags, unread = [] }: Raw, { region }) => ({
    id: summary.ARN ?? '',
    name: summary.Name ?? '',
    region,
    tags: tags ?? {},
    config: {
      aclId: summary.Id ?? '',
      scope: summary.ARN?.includes(':global/') ? 'CLOUDFRONT' : 'REGIONAL',
      ...(acl && {
        defaultAction: acl.DefaultAction && (acl.DefaultAction.Block ? 'Block' : 'Allow'),
        rules: (acl.Rules ?? []).flatMap(({ Name }) => Name ?? []),
        capacity: acl.Capacity,
        isManagedByFirewallManager: acl.ManagedByFirewallManager === true,
      }),
      logDestinations: logging?.LogDestinationConfigs,
    },
    unread,
  }),
})

const aclsAtOnce = 4
const notThere = ['WAFNonexistentItem']

/** Those of distributions are kept in one region of the commercial partition. */
const scopesOf = ({ partition, region }: CollectContext<'aws'>): readonly Scope[] =>
  partition === 'aws' && region === 'us-east-1' ? ['REGIONAL', 'CLOUDFRONT'] : ['REGIONAL']

/** A marker comes with every full page, even with the last one. */
async function* webAcls(client: WAFV2Client, Scope: Scope): AsyncIterable<WebACLSummary> {
  const { ListWebACLsCommand } = await import('@aws-sdk/client-wafv2')
  let NextMarker: string | undefined
  do {
    const page = await client.send(new ListWebACLsCommand({ Scope, NextMarker, Limit: 100 }))
    yield* page.WebACLs ?? []
    NextMarker = page.WebACLs?.length ? page.NextMarker : undefined
  } while (NextMarker)
}

async function readLogging(client: WAFV2Client, Scope: Scope): Promise<ReadonlyMap<string, LoggingConfiguration>> {
  const { ListLoggingConfigurationsCommand } = await import('@aws-sdk/client-wafv2')
  const byArn = new Map<string, LoggingConfiguration>()
  let NextMarker: string | undefined
  do {
    const page = await client.send(new ListLoggingConfigurationsCommand({ Scope, NextMarker, Limit: 100 }))
    for (const one of page.LoggingConfigurations ?? []) byArn.set(one.ResourceArn ?? '', one)
    NextMarker = page.LoggingConfigurations?.length ? page.NextMarker : undefined
  } while (NextMarker)
  return byArn
}

async function readAcl({ reader }: CollectContext<'aws'>, client: WAFV2Client, Scope: Scope, summary: WebACLSummary) {
  const { GetWebACLCommand } = await import('@aws-sdk/client-wafv2')
  const { Name, Id } = summary
  const ask = reader()
  const answer = await ask(Object.keys(aclFields), () => client.send(new GetWebACLCommand({ Name, Id, Scope })))
  return { acl: answer?.WebACL, unread: ask.unread }
}
