import type { VpcPeeringConnection } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { judgePeering, peeringFields, sideFields } from './peering-fields.ts'
import {
  createExpansion,
  type ExpandRoutes,
  type PeeringTableRoute,
  peeringsAtOnce,
  readTableRoutes,
  type TableRoutes,
} from './peering-routes.ts'
import { ec2Arn, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = {
  readonly peering: VpcPeeringConnection
  /** Routes of this region's tables that lead over it. */
  readonly routes?: readonly PeeringTableRoute[] | undefined
  readonly unread?: readonly Unread[]
}

/** Seen from one region and account: the other side's may hold it too, with routes of its own. */
export const ec2VpcPeeringConnection = defineAwsType({
  type: 'aws.ec2.vpc-peering-connection',
  label: 'VPC peering',
  code: 'VPC_PEERING_CONNECTION',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeVpcPeeringConnections', 'ec2:DescribeRouteTables', 'ec2:GetManagedPrefixListEntries'],
  relations: {
    routeTables: { type: 'aws.ec2.route-table', key: 'routeTableIds', match: 'routeTableId', label: 'Route tables' },
    requesterVpc: { type: 'aws.ec2.vpc', key: 'requesterVpcId', match: 'vpcId', label: 'Requesting VPC' },
    accepterVpc: { type: 'aws.ec2.vpc', key: 'accepterVpcId', match: 'vpcId', label: 'Accepting VPC' },
  },
  fields: z.object({ peeringConnectionId: z.string(), ...sideFields, ...peeringFields }),

  async *list(context) {
    const { paginateDescribeVpcPeeringConnections } = await import('@aws-sdk/client-ec2')
    const client = await context.clients.ec2()
    const expand = await createExpansion(context)
    const pages = paginateDescribeVpcPeeringConnections({ client, pageSize: peeringsAtOnce }, {})
    for await (const { VpcPeeringConnections = [] } of pages) {
      const ask = context.reader()
      const routes = await ask(routeFieldNames, () => readTableRoutes(context, VpcPeeringConnections))
      for (const peering of VpcPeeringConnections) yield toRaw(context, peering, { routes, expand, unread: ask.unread })
    }
  },

  async one(context, arn) {
    const { DescribeVpcPeeringConnectionsCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['absent'], async () =>
      (await context.clients.ec2(region)).send(
        new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [id] }),
      ),
    )
    const peering = found?.VpcPeeringConnections?.[0]
    if (!peering) return undefined
    const ask = context.reader()
    const routes = await ask(routeFieldNames, () => readTableRoutes(context, [peering], region))
    return toRaw(context, peering, { routes, expand: await createExpansion(context, region), unread: ask.unread })
  },

  normalise: ({ peering, routes, unread = [] }: Raw, context) => {
    const { VpcPeeringConnectionId = '', Tags } = peering
    const judged = judgePeering(peering, unread.length > 0 ? undefined : (routes ?? []))
    return {
      id: ec2Arn(context, 'vpc-peering-connection', VpcPeeringConnectionId),
      name: nameOf(Tags, VpcPeeringConnectionId),
      region: context.region,
      tags: tagsOf(Tags),
      config: { peeringConnectionId: VpcPeeringConnectionId, ...judged.config },
      unread: [...unread, ...judged.unread],
    }
  },
})

const routeFieldNames = Object.keys(peeringFields)

type Known = {
  readonly routes: TableRoutes | undefined
  readonly expand: ExpandRoutes
  readonly unread: readonly Unread[]
}

async function toRaw(
  { reader }: CollectContext<'aws'>,
  peering: VpcPeeringConnection,
  { routes, expand, unread }: Known,
): Promise<Raw> {
  const own = routes?.get(peering.VpcPeeringConnectionId ?? '') ?? []
  const ask = reader()
  const expanded = await ask(routeFieldNames, () => expand(own))
  return { peering, routes: expanded, unread: [...unread, ...ask.unread] }
}
