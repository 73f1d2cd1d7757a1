import { AlternateContactType, PutAlternateContactCommand } from '@aws-sdk/client-account'
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations'
import type { Account } from '../account.ts'
import { rootOf } from './names.ts'

/** The account manages an organization that lets an account administrate a service which nobody put on the list. */
export async function fillOrganization(account: Account): Promise<void> {
  const organizations = await account.client('organizations', 'us-east-1')
  const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }))
  const { CreateAccountStatus } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'security', Email: 'security@example.com' }),
  )
  const AccountId = CreateAccountStatus?.AccountId
  await organizations.send(
    new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal: 'guardduty.amazonaws.com' }),
  )
  account.expect(Organization?.Arn ?? 'organization', { 1001: 'FAIL', 1002: 'FAIL' })
}

/** Somebody is told of what concerns security. */
export async function fillSecurityContact(account: Account): Promise<void> {
  const client = await account.client('account', 'us-east-1')
  const contact = { Name: 'Security', Title: 'Team', EmailAddress: 'security@example.com', PhoneNumber: '+1 555 0100' }
  await client.send(new PutAlternateContactCommand({ AlternateContactType: AlternateContactType.SECURITY, ...contact }))
  account.expect(rootOf(account), { 1003: 'PASS', 1004: 'PASS' })
}

/** A contact for billing is none for security. */
export async function fillBillingContact(account: Account): Promise<void> {
  const client = await account.client('account', 'us-east-1')
  const contact = { Name: 'Billing', Title: 'Team', EmailAddress: 'billing@example.com', PhoneNumber: '+1 555 0100' }
  await client.send(new PutAlternateContactCommand({ AlternateContactType: AlternateContactType.BILLING, ...contact }))
  account.expect(rootOf(account), { 1003: 'PASS', 1004: 'FAIL' })
}

/** Nobody was ever named. */
export function expectNoContacts(account: Account): void {
  account.expect(rootOf(account), { 1003: 'PASS', 1004: 'FAIL' })
}
