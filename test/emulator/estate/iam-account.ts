import * as sdk from '@aws-sdk/client-iam'
import type { Account } from '../account.ts'
import type { Verdict } from '../expectation.ts'
import { rootOf } from './names.ts'

/** All that the benchmark asks of a password policy, at its very limits. */
const strong = {
  MinimumPasswordLength: 14,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  RequireSymbols: true,
  RequireNumbers: true,
  PasswordReusePrevention: 24,
  MaxPasswordAge: 90,
}

export async function fillStrongPasswordPolicy(account: Account): Promise<void> {
  const iam = await account.client('iam')
  await iam.send(new sdk.UpdateAccountPasswordPolicyCommand(strong))
  account.expect(rootOf(account), passwordVerdicts('PASS'))
}

/** One short of every limit: only that there is a policy passes. */
export async function fillWeakPasswordPolicy(account: Account): Promise<void> {
  const iam = await account.client('iam')
  const weak = { MinimumPasswordLength: 13, PasswordReusePrevention: 23, MaxPasswordAge: 91 }
  await iam.send(new sdk.UpdateAccountPasswordPolicyCommand(weak))
  account.expect(rootOf(account), { ...passwordVerdicts('FAIL'), 6: 'PASS' })
}

/** Without a policy of its own, an account has AWS's default, which is weaker than all that is asked for. */
export function expectNoPasswordPolicy(account: Account): void {
  account.expect(rootOf(account), passwordVerdicts('FAIL'))
}

const passwordVerdicts = (verdict: Verdict) =>
  Object.fromEntries([6, 7, 8, 9, 10, 11, 12, 13].map((cid) => [cid, verdict]))

/** moto's root user has neither keys nor MFA, nor was it ever used; none of that can be changed. */
export function expectRoot(account: Account): void {
  account.expect(rootOf(account), { 14: 'PASS', 15: 'FAIL', 16: 'FAIL', 18: 'PASS' })
}

const metadata = '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="sso">'.padEnd(1_100, ' ')

/** People sign in by federation, and no user has a password. */
export async function fillFederation(account: Account): Promise<void> {
  const iam = await account.client('iam')
  await iam.send(
    new sdk.CreateSAMLProviderCommand({ Name: 'sso', SAMLMetadataDocument: `${metadata}</EntityDescriptor>` }),
  )
  account.expect(rootOf(account), { 1013: 'PASS' })
}

/** Every certificate of moto expired in May 2012. */
export async function fillServerCertificate(account: Account): Promise<void> {
  const iam = await account.client('iam')
  const ServerCertificateName = 'certificate-expired'
  const CertificateBody = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
  const upload = { ServerCertificateName, CertificateBody, PrivateKey: 'not a secret' }
  await iam.send(new sdk.UploadServerCertificateCommand(upload))
  account.expect(ServerCertificateName, { 1011: 'FAIL' })
}
