import type { AwsMemberType, MemberSettings } from '../shared/connector.ts'
import type { OrganizationAccount } from './connection.ts'

/** The organization connector, as far as its members come of it. */
export type Organization = {
  readonly no: number
  readonly roleArn: string
  readonly externalId: string
  readonly members: MemberSettings
}

/** A connector of an account, as far as an organization may care. */
export type KnownConnector = {
  readonly no: number
  readonly id: string
  readonly account: string
  readonly parent: number | undefined
  readonly isRetired: boolean
  /** Why it is retired, among others. */
  readonly reason: string | undefined
  readonly type: string | undefined
  readonly roleArn: string
  readonly externalId: string
}

/** How a member connector is to sign in, and what for. */
export type Member = { readonly roleArn: string; readonly externalId: string; readonly type: AwsMemberType }

export type MemberPlan = {
  readonly create: readonly (Member & { readonly account: string; readonly name: string })[]
  /** Members that changed, came back, or come over from another organization. */
  readonly update: readonly (Member & { readonly no: number; readonly id: string })[]
  readonly retire: readonly { readonly no: number; readonly id: string; readonly reason: string }[]
}

/**
 * What a complete list of accounts asks for. Accounts that are connected by hand, or by another organization, are left
 * alone; states that are neither active nor an end change nothing.
 */
export function planMembers(
  organization: Organization,
  accounts: readonly OrganizationAccount[],
  known: readonly KnownConnector[],
): MemberPlan {
  const byAccount = new Map(known.map((connector) => [connector.account, connector]))
  const states = new Map(accounts.map(({ id, state }) => [id, state]))
  const active = accounts.filter(({ state }) => state === 'ACTIVE')
  return {
    create: active
      .filter(({ id }) => !byAccount.has(id))
      .map(({ id, name }) => ({ ...memberOf(organization, id), account: id, name: nameOf(name, id) })),
    update: active.flatMap(({ id }) => changed(organization, byAccount.get(id))),
    retire: known.filter(({ parent }) => parent === organization.no).flatMap((connector) => ended(connector, states)),
  }
}

/** The account that holds the given role is entered by it, every other one by the members' role. */
function memberOf({ roleArn, externalId, members }: Organization, account: string): Member {
  const [, partition, , , own] = roleArn.split(':')
  if (account === own) return { roleArn, externalId, type: members.type }
  return {
    roleArn: `arn:${partition}:iam::${account}:role/${members.roleName}`,
    externalId: members.externalId,
    type: members.type,
  }
}

function changed(organization: Organization, connector: KnownConnector | undefined): MemberPlan['update'] {
  if (!connector) return []
  const { no, id, account, parent, isRetired, ...is } = connector
  if (parent !== organization.no && (parent === undefined || !isRetired)) return []
  const wanted = memberOf(organization, account)
  const isSame = (['roleArn', 'externalId', 'type'] as const).every((field) => is[field] === wanted[field])
  return isSame && !isRetired ? [] : [{ no, id, ...wanted }]
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
const ends: Readonly<Record<string, string>> = {
  SUSPENDED: 'is suspended',
  PENDING_CLOSURE: 'is being closed',
  CLOSED: 'is closed',
}

function ended(
  { no, id, account, isRetired, reason: before }: KnownConnector,
  states: ReadonlyMap<string, string>,
): MemberPlan['retire'] {
  const state = states.get(account)
  const end = state === undefined ? 'is no longer in the organization' : ends[state]
  if (end === undefined) return []
  const reason = `The account ${account} ${end}.`
  return isRetired && before === reason ? [] : [{ no, id, reason }]
}

/** An account's name is anybody's text, and may be empty. */
const nameOf = (name: string, account: string) => name.trim().slice(0, 100).toWellFormed() || account
