import type { Loss } from './denials.ts'

const reported = {
  'aws.iam.user': [
    ...['passwordEnabled', 'passwordLastUsed', 'passwordLastChanged', 'passwordIdleSince', 'mfaActive'],
    ...['key1Active', 'key1Rotated', 'key1LastUsed', 'key1IdleSince', 'hasSetupKey'],
    ...['key2Active', 'key2Rotated', 'key2LastUsed', 'key2IdleSince', 'setupKeyCreated'],
  ],
  'aws.account': ['rootLastUsed', 'consoleUsers', 'consoleUserCount', 'reportIsComplete'],
}

/** What a run lacks when an operation of this area is refused. */
export const identityLosses: Readonly<Record<string, Loss>> = {
  'iam:GetAccountAuthorizationDetails': {
    lists: ['aws.iam.user', 'aws.iam.group', 'aws.iam.role', 'aws.iam.policy'],
  },
  'iam:GenerateCredentialReport': { fills: reported },
  'iam:GetCredentialReport': { fills: reported },
  'iam:ListAccountAliases': { fills: { 'aws.account': ['alias'] } },
  'iam:GetAccountPasswordPolicy': { fills: { 'aws.account': ['passwordPolicy'] } },
  'iam:GetAccountSummary': {
    fills: { 'aws.account': ['rootAccessKeys', 'rootMfa', 'rootCanSignIn', 'reportIsComplete'] },
  },
  'iam:ListVirtualMFADevices': { fills: { 'aws.account': ['rootVirtualMfaDevices'] } },
  'iam:ListEntitiesForPolicy': {
    fills: {
      'aws.account': ['supportRoles', 'supportOthers', 'cloudShellHolders'],
      'aws.iam.policy': ['holders', 'identityCenterRoles'],
    },
    isPartly: true,
  },
  'iam:ListInstanceProfiles': {},
  'iam:ListServerCertificates': { lists: 'aws.iam.server-certificate' },
  'iam:ListSAMLProviders': { fills: { 'aws.account': ['samlProviders'] } },
  'sso:ListInstances': { fills: { 'aws.account': ['identityCenters'] } },
  'account:GetContactInformation': { fills: { 'aws.account': ['contactMissing'] } },
  'account:GetAlternateContact': { fills: { 'aws.account': ['hasSecurityContact'] } },
}
