import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type SecurityHubEstate = {
  /** Regions where the account has subscribed. */
  hubs: {
    region: string
    /** Name and version → status: `READY`, `INCOMPLETE`, … */
    standards: Record<string, string>
  }[]
}

export const securityhubRoutes: readonly Route[] = [
  ['GET', '/accounts', 'DescribeHub'],
  ['POST', '/standards/get', 'GetEnabledStandards'],
]

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Operations.html */
export const securityhub = answerJson({
  DescribeHub({ region }, account) {
    hubIn(account, region)
    return {
      ...{ HubArn: `${own(account, region)}:hub/default`, SubscribedAt: '2025-01-01T00:00:00.000Z' },
      AutoEnableControls: true,
    }
  },

  GetEnabledStandards({ region, parameters: { NextToken: token, MaxResults: size } }, account, world) {
    const all = Object.entries(hubIn(account, region).standards)
    const { items, next } = jsonPage(all, { token, size, world })
    return {
      StandardsSubscriptions: items.map(([name, status]) => ({
        StandardsSubscriptionArn: `${own(account, region)}:subscription/${name}`,
        StandardsArn: `arn:${account.partition ?? 'aws'}:securityhub:${region}::standards/${name}`,
        ...{ StandardsInput: {}, StandardsStatus: status },
      })),
      ...(next ? { NextToken: next } : {}),
    }
  },
})

const own = ({ id, partition = 'aws' }: AwsAccount, region: string) => `arn:${partition}:securityhub:${region}:${id}`

function hubIn({ id, securityhub: held }: AwsAccount, region: string) {
  const hub = held?.hubs.find((one) => one.region === region)
  if (hub) return hub
  throw new AwsRefusal(401, 'InvalidAccessException', `Account ${id} is not subscribed to AWS Security Hub`)
}
