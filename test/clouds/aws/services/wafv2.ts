import { type AwsCall, AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

export type WebAcl = {
  /** `…:global/webacl/NAME/ID` for distributions, `…:regional/webacl/NAME/ID` for all else. */
  arn: string
  region: string
  blocks?: boolean
  rules: string[]
  /** ARN of what receives its logs. */
  logs?: string
  tags?: Record<string, string>
}

/** What an account holds of it. */
export type WafV2Estate = { webAcls: WebAcl[] }

/** Its lists end with an empty page after a full one. */
export const wafv2 = answerJson({
  ListWebACLs(call, account, world) {
    const { items, next } = pageOf(webAclsOf(call, account), call, world.pageSize)
    return { WebACLs: items.map(summary), NextMarker: next }
  },

  ListLoggingConfigurations(call, account, world) {
    const logged = webAclsOf(call, account).filter(({ logs }) => logs !== undefined)
    const { items, next } = pageOf(logged, call, world.pageSize)
    return { LoggingConfigurations: items.map(logging), NextMarker: next }
  },

  GetLoggingConfiguration({ parameters }, { wafv2 }) {
    const found = wafv2?.webAcls.find(({ arn, logs }) => arn === parameters.ResourceArn && logs !== undefined)
    if (!found) throw missing
    return { LoggingConfiguration: logging(found) }
  },

  GetWebACL(call, account) {
    const found = webAclsOf(call, account).find((acl) => summary(acl).Id === call.parameters.Id)
    if (!found) throw missing
    const { LockToken, ...named } = summary(found)
    return {
      WebACL: {
        ...named,
        DefaultAction: found.blocks ? { Block: {} } : { Allow: {} },
        Rules: found.rules.map((Name, Priority) => ({ Name, Priority, Statement: {}, VisibilityConfig: visibility })),
        VisibilityConfig: visibility,
        Capacity: found.rules.length,
        ManagedByFirewallManager: false,
      },
      LockToken,
    }
  },
})

const missing = new AwsRefusal(400, 'WAFNonexistentItemException', 'AWS WAF couldn’t perform the operation.')
const visibility = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'metric' }

/** Those of distributions are told in one region alone. */
function webAclsOf({ region, parameters }: AwsCall, { wafv2 }: AwsAccount): readonly WebAcl[] {
  const isGlobal = parameters.Scope === 'CLOUDFRONT'
  if (isGlobal && region !== 'us-east-1')
    throw new AwsRefusal(400, 'WAFInvalidParameterException', 'The scope is not valid.')
  return (wafv2?.webAcls ?? []).filter((acl) => acl.region === region && acl.arn.includes(':global/') === isGlobal)
}

function pageOf(all: readonly WebAcl[], { parameters }: AwsCall, pageSize: number) {
  const world = { pageSize } as Parameters<typeof jsonPage>[1]['world']
  const { items, next } = jsonPage(all, { token: parameters.NextMarker, size: parameters.Limit, world })
  const isFull = items.length > 0 && items.length === Math.min(Number(parameters.Limit ?? 100), pageSize)
  return { items, next: next ?? (isFull ? Buffer.from(`offset:${all.length}`).toString('base64url') : undefined) }
}

const logging = ({ arn, logs }: WebAcl) => ({ ResourceArn: arn, LogDestinationConfigs: [logs] })

const summary = ({ arn }: WebAcl) => {
  const [, Name, Id] = /\/webacl\/([^/]+)\/([^/]+)$/.exec(arn) ?? []
  return { Name, Id, ARN: arn, Description: '', LockToken: '00000000-0000-0000-0000-000000000000' }
}
