import type { Account } from './account.ts'
import { expectNoAlarms, fillAlarms, fillBrokenAlarms } from './estate/alarms.ts'
import { fillDatabases, fillSnapshots } from './estate/databases.ts'
import {
  expectNoPasswordPolicy,
  expectRoot,
  fillFederation,
  fillServerCertificate,
  fillStrongPasswordPolicy,
  fillWeakPasswordPolicy,
} from './estate/iam-account.ts'
import { expectBareIam, expectNoInlinePolicies, fillCarefulIam, fillCarelessIam } from './estate/iam-policies.ts'
import { fillUsers } from './estate/iam-users.ts'
import { fillInstances } from './estate/instances.ts'
import { fillKeys } from './estate/kms.ts'
import {
  expectDefaultNetworks,
  fillEncryptionByDefault,
  fillEndpoints,
  fillFlowLogs,
  fillPeerings,
} from './estate/networks.ts'
import { expectNoContacts, fillBillingContact, fillOrganization, fillSecurityContact } from './estate/organization.ts'
import {
  expectNoAnalyzer,
  expectNoConfig,
  expectNoSecurityHub,
  fillConfig,
  fillMacie,
  fillSecurityHub,
} from './estate/regional-services.ts'
import { expectNoResourcePolicies, fillResourcePolicies } from './estate/resource-policies.ts'
import { expectUnblockedAccount, fillBlockedAccount, fillBuckets, fillHalfBlockedAccount } from './estate/s3.ts'
import { fillClosedDefaultGroup, fillNetworkAcls, fillSecurityGroups } from './estate/security-groups.ts'
import { fillFileSystems, fillFrontEnds } from './estate/storage-and-front.ts'
import { fillCarefulTrails, fillHalfDoneTrail, fillRegionalTrail } from './estate/trails.ts'

type Open = (id: string) => Promise<Account>
type SetDaysAgo = (days: number) => void

/** Three accounts: one that holds most of what there is, one that does little, and one that stopped half-way. */
export async function fillAccounts(open: Open, setDaysAgo: SetDaysAgo): Promise<readonly Account[]> {
  const accounts = await Promise.all(['111111111111', '222222222222', '333333333333'].map(open))
  const [careful, careless, halfDone] = accounts
  if (careful) await fillCareful(careful, setDaysAgo)
  if (careless) await fillCareless(careless)
  if (halfDone) await fillHalfDone(halfDone)
  return accounts
}

async function fillCareful(account: Account, setDaysAgo: SetDaysAgo): Promise<void> {
  const [home = '', second = ''] = account.regions
  await fillUsers(account, setDaysAgo)
  await fillStrongPasswordPolicy(account)
  await fillCarefulIam(account)
  expectRoot(account)
  await fillServerCertificate(account)
  await fillOrganization(account)
  await fillSecurityContact(account)
  await fillBuckets(account)
  expectUnblockedAccount(account)
  await fillNetworks(account)
  await fillInstances(account)
  await fillKeys(account)
  await fillDatabases(account)
  await fillSnapshots(account)
  await fillCarefulTrails(account)
  await fillAlarms(account)
  await fillConfig(account)
  await fillSecurityHub(account)
  await fillMacie(account, [home, second], [home])
  expectNoAnalyzer(account)
  await fillResourcePolicies(account)
  await fillFileSystems(account)
  await fillFrontEnds(account)
  expectHarmless(account)
}

async function fillNetworks(account: Account): Promise<void> {
  expectDefaultNetworks(account)
  await fillEncryptionByDefault(account, account.regions)
  await fillFlowLogs(account)
  await fillEndpoints(account)
  await fillPeerings(account)
  await fillSecurityGroups(account)
  await fillClosedDefaultGroup(account)
  await fillNetworkAcls(account)
}

async function fillCareless(account: Account): Promise<void> {
  await fillWeakPasswordPolicy(account)
  await fillCarelessIam(account)
  await fillFederation(account)
  expectRoot(account)
  await fillBillingContact(account)
  await fillBlockedAccount(account)
  await fillRegionalTrail(account)
  expectNoAlarms(account)
  await fillRegionsOf(account, [])
  expectHarmless(account)
}

async function fillHalfDone(account: Account): Promise<void> {
  expectNoPasswordPolicy(account)
  expectBareIam(account)
  expectNoContacts(account)
  expectRoot(account)
  await fillHalfBlockedAccount(account)
  await fillHalfDoneTrail(account)
  await fillBrokenAlarms(account)
  await fillRegionsOf(account, [account.home])
  expectHarmless(account)
}

/** Of what nobody named, and what every account has. */
function expectHarmless(account: Account): void {
  expectNoInlinePolicies(account)
  expectNoResourcePolicies(account)
}

async function fillRegionsOf(account: Account, encrypted: readonly string[]): Promise<void> {
  await fillEncryptionByDefault(account, encrypted)
  expectDefaultNetworks(account)
  expectNoConfig(account)
  expectNoSecurityHub(account)
  await fillMacie(account, [account.home], [])
  expectNoAnalyzer(account)
}

/** An account with something of everything that a permission is needed for, in one region. */
export async function fillSample(account: Account): Promise<void> {
  await fillStrongPasswordPolicy(account)
  await fillCarefulIam(account)
  await fillOrganization(account)
  await fillSecurityContact(account)
  await fillFlowLogs(account)
  await fillEndpoints(account)
  await fillPeerings(account)
  await fillSecurityGroups(account)
  await fillNetworkAcls(account)
  await fillInstances(account)
  await fillKeys(account)
  await fillDatabases(account)
  await fillSnapshots(account)
  await fillCarefulTrails(account)
  await fillAlarms(account)
  await fillConfig(account)
  await fillSecurityHub(account)
  await fillMacie(account, [account.home], [account.home])
  await fillResourcePolicies(account)
  await fillFileSystems(account)
  await fillFrontEnds(account)
}
