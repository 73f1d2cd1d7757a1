import { z } from '@hono/zod-openapi'

const rule = z.object({
  direction: z.string(),
  protocol: z.string().optional(),
  ports: z.string().optional(),
  peer: z.string().optional(),
  action: z.string().optional(),
})

/** The rules of a security group or network ACL, in and out apart. A security group has none that deny. */
export function ruleLists(rules: readonly unknown[]) {
  const known = rules.flatMap((one) => rule.safeParse(one).data ?? [])
  const of = (direction: string) => known.filter((one) => one.direction === direction).map(permission)
  return { ipPermissionList: of('inbound'), ipPermissionEgressList: of('outbound') }
}

function permission({ protocol, ports, peer, action = 'allow' }: z.infer<typeof rule>) {
  return {
    portRange: ports ?? null,
    ruleAction: action.toUpperCase(),
    protocol: protocol ?? null,
    source: peer ?? null,
    type: kindOf(peer ?? ''),
  }
}

function kindOf(peer: string): 'IPV6' | 'IPV4' | 'SECURITY_GROUP' | 'PREFIX_LIST' | null {
  if (peer.startsWith('sg-')) return 'SECURITY_GROUP'
  if (peer.startsWith('pl-')) return 'PREFIX_LIST'
  if (peer.includes(':')) return 'IPV6'
  return /^\d+\./.test(peer) ? 'IPV4' : null
}
