import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

/** What the management account, or a delegated administrator, knows of its organization; absent in every other account. */
export type OrganizationsEstate = {
  id: string
  /** Account that pays and manages. */
  management: string
  accounts: {
    id: string
    name: string
    /** `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`, `CLOSED`, `PENDING_ACTIVATION`. */
    state: string
  }[]
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html */
export const organizations = answerJson({
  ListAccounts({ parameters }, account, world) {
    const { id, management, accounts } = organizationOf(account)
    const { MaxResults: size = 20, NextToken: token } = parameters
    const { items, next } = jsonPage(accounts, { token, size, world })
    return {
      Accounts: items.map(({ id: member, name, state }) => ({
        Id: member,
        Arn: `arn:${account.partition ?? 'aws'}:organizations::${management}:account/${id}/${member}`,
        Email: `${member}@example.com`,
        Name: name,
        State: state,
        JoinedMethod: 'CREATED',
        JoinedTimestamp: 1_704_067_200,
      })),
      ...(next ? { NextToken: next } : {}),
    }
  },

  DescribeOrganization(_call, account) {
    const { id, management } = organizationOf(account)
    const arn = `arn:${account.partition ?? 'aws'}:organizations::${management}`
    return {
      Organization: {
        Id: id,
        Arn: `${arn}:organization/${id}`,
        FeatureSet: 'ALL',
        MasterAccountId: management,
        MasterAccountArn: `${arn}:account/${id}/${management}`,
        MasterAccountEmail: `${management}@example.com`,
        AvailablePolicyTypes: [],
      },
    }
  },
})

function organizationOf({ organizations: held }: AwsAccount) {
  if (held) return held
  throw new AwsRefusal(400, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.')
}
