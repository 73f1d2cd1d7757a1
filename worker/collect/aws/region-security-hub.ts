import type { DescribeHubCommandOutput, StandardsSubscription } from '@aws-sdk/client-securityhub'
import { z } from 'zod'
import type { AwsClients } from '../../clients.ts'
import { unlessAbsent } from '../absent.ts'
import { defineAccountAspect } from './account-aspect.ts'
import { parseArn } from './arn.ts'

type Raw = {
  /** Empty where the account has not subscribed; absent where AWS did not tell. */
  readonly securityHub?: Pick<DescribeHubCommandOutput, 'HubArn'> | undefined
  readonly securityStandards?: readonly Partial<StandardsSubscription>[] | undefined
}

const standardsField = 'securityHubStandards'

/** Whether Security Hub gathers findings in a region, and checks standards itself. */
export const regionSecurityHub = defineAccountAspect({
  permissions: ['securityhub:DescribeHub', 'securityhub:GetEnabledStandards'],
  fields: {
    securityHubEnabled: z.boolean().optional(),
    /** Standards of this account that are ready: `cis-aws-foundations-benchmark/v/5.0.0`. */
    securityHubStandards: z.array(z.string()).optional(),
  },

  async read({ clients }, ask): Promise<Raw> {
    const securityHub = await ask(['securityHubEnabled', standardsField], () => describeHub(clients))
    if (!securityHub?.HubArn) return { securityHub }
    return { securityHub, securityStandards: await ask([standardsField], () => enabledStandards(clients)) }
  },

  toFields: ({ securityHub, securityStandards }: Raw, { account }) => {
    if (!securityHub) return { config: {} }
    // What another account aggregates here says nothing about this one.
    const isOwn = (arn: string | undefined) => arn !== undefined && parseArn(arn).account === account
    if (!isOwn(securityHub.HubArn)) return { config: { securityHubEnabled: false, securityHubStandards: [] } }
    const ready = securityStandards?.filter(
      ({ StandardsStatus, StandardsSubscriptionArn }) => StandardsStatus === 'READY' && isOwn(StandardsSubscriptionArn),
    )
    return {
      config: {
        securityHubEnabled: true,
        ...(ready && {
          securityHubStandards: ready.flatMap(({ StandardsArn: arn }) => (arn ? parseArn(arn).id : [])).sort(),
        }),
      },
    }
  },
})

/**
 * Security Hub answers `InvalidAccessException` to accounts that have not subscribed.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html
 */
async function describeHub({ securityhub }: AwsClients): Promise<Pick<DescribeHubCommandOutput, 'HubArn'>> {
  const { DescribeHubCommand } = await import('@aws-sdk/client-securityhub')
  const client = await securityhub()
  const found = await unlessAbsent(['InvalidAccess', 'ResourceNotFound'], () => client.send(new DescribeHubCommand({})))
  return found?.HubArn ? { HubArn: found.HubArn } : {}
}

async function enabledStandards({ securityhub }: AwsClients): Promise<readonly StandardsSubscription[]> {
  const { paginateGetEnabledStandards } = await import('@aws-sdk/client-securityhub')
  const found: StandardsSubscription[] = []
  for await (const page of paginateGetEnabledStandards({ client: await securityhub(), pageSize: 100 }, {}))
    found.push(...(page.StandardsSubscriptions ?? []))
  return found
}
