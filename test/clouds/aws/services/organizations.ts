import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'
import { field, list, type Xml } from '../xml.ts'

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
  /** Accounts that manage services for the whole organization, and which. */
  delegated?: Record<string, string[]>
  /** What IAM may do with the root users of members; `no access` where IAM may not look into the organization. */
  rootFeatures?: ('RootCredentialsManagement' | 'RootSessions')[] | 'no access'
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

  ListDelegatedAdministrators({ parameters: { MaxResults: size = 20, NextToken: token } }, account, world) {
    const { id, management, accounts, delegated = {} } = manages(account)
    const { items, next } = jsonPage(Object.keys(delegated), { token, size, world })
    return {
      DelegatedAdministrators: items.map((member) => ({
        Id: member,
        Arn: `arn:${account.partition ?? 'aws'}:organizations::${management}:account/${id}/${member}`,
        Name: accounts.find((one) => one.id === member)?.name,
        State: 'ACTIVE',
        DelegationEnabledDate: 1_704_067_200,
      })),
      ...(next ? { NextToken: next } : {}),
    }
  },

  ListDelegatedServicesForAccount({ parameters }, account, world) {
    const { AccountId: member, MaxResults: size = 20, NextToken: token } = parameters
    const names = manages(account).delegated?.[String(member)]
    if (!names) throw new AwsRefusal(400, 'AccountNotRegisteredException', 'The account is no delegated administrator.')
    const { items, next } = jsonPage(names, { token, size, world })
    return {
      DelegatedServices: items.map((ServicePrincipal) => ({ ServicePrincipal, DelegationEnabledDate: 1_704_067_200 })),
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

/** IAM's view of the organization, for the account that manages it alone: answers of `ListOrganizationsFeatures`. */
export function listOrganizationsFeatures(account: AwsAccount): Xml {
  const { organizations: held } = account
  if (!held) throw new AwsRefusal(404, 'OrganizationNotFoundException', 'There is no organization.')
  if (held.management !== account.id)
    throw new AwsRefusal(
      ...([403, 'AccountNotManagementOrDelegatedAdministratorException'] as const),
      'The account is neither the management account nor a delegated administrator.',
    )
  if (held.rootFeatures === 'no access')
    throw new AwsRefusal(403, 'ServiceAccessNotEnabledException', 'Trusted access is not enabled for IAM.')
  return field('OrganizationId', held.id) + list('EnabledFeatures', held.rootFeatures ?? [], 'member')
}

/** What only the account that manages the organization, or its delegate, may ask. */
function manages(account: AwsAccount) {
  const held = organizationOf(account)
  if (held.management === account.id || held.delegated?.[account.id]) return held
  throw new AwsRefusal(400, 'AccessDeniedException', "You don't have permissions to access this resource.")
}

function organizationOf({ organizations: held }: AwsAccount) {
  if (held) return held
  throw new AwsRefusal(400, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.')
}
