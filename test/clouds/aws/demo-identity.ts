import type { AwsAccount } from './estate.ts'
import type { IamEstate } from './iam-estate.ts'
import { policyDocument } from './policies.ts'

type Ago = (days: number) => string

/** What the demo account holds of this area; `ago` is so many days before today. */
export const demoIdentity = (ago: Ago): Partial<AwsAccount> => ({
  iam: {
    groups: [
      { name: 'administrators', created: ago(900), attached: ['AdministratorAccess'] },
      { name: 'developers', created: ago(900), attached: ['HarborDeploy', 'AWSCloudShellFullAccess'] },
      { name: 'night-shift', created: ago(80), inline: { 'until-we-know-better': everything } },
    ],
    roles: roles(ago),
    policies: [
      { name: 'HarborDeploy', created: ago(600), versions: [readArtifacts, deploy] },
      { name: 'legacy-everything', path: '/old/', created: ago(1500), versions: [everything] },
      { name: 'all-but-billing', created: ago(300), versions: [allButBilling] },
      { name: 'no-longer-everything', created: ago(1100), versions: [everything, readArtifacts] },
    ],
    certificates: [
      { name: 'shop-2021', uploaded: ago(1300), expires: ago(900) },
      { name: 'partner-gateway', uploaded: ago(100), expires: ago(-265) },
    ],
    emptyProfiles: ['was-for-batch'],
    spareDevices: ['returned-phone'],
  },
  account: { contact, alternates: ['BILLING'] },
  sso: { instances: [{ id: 'ssoins-7223a1b2c3d4e5f6', region: 'eu-west-1' }] },
})

const everything = policyDocument({ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' })
const allButBilling = policyDocument({ Effect: 'Allow', NotAction: ['aws-portal:*', 'budgets:*'], Resource: '*' })
const readArtifacts = policyDocument({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::artifacts/*' })
const deploy = policyDocument({
  ...{ Sid: 'Deploy', Effect: 'Allow', Action: ['s3:GetObject', 'ecs:UpdateService'] },
  Resource: ['arn:aws:s3:::artifacts/*', 'arn:aws:ecs:*:*:service/*'],
})

const contact = {
  ...{ FullName: 'Harbor Cloud Operations', PhoneNumber: '+1-555-0100', AddressLine1: '1 Pier Road' },
  ...{ City: 'Portland', PostalCode: '97201', CountryCode: 'US' },
}

const assumedBy = (Principal: unknown) => policyDocument({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' })

const roles = (ago: Ago): NonNullable<IamEstate['roles']> => [
  {
    ...{ name: 'harbor-app', created: ago(640), attached: ['HarborDeploy'], hasInstanceProfile: true },
    ...{ tags: { env: 'prod' }, lastUsed: { date: ago(0), region: 'us-east-1' } },
  },
  {
    ...{ name: 'support-incidents', created: ago(400), attached: ['AWSSupportAccess'] },
    trust: assumedBy({ AWS: 'arn:aws:iam::111122223333:root' }),
  },
  {
    ...{ name: 'nightly-cleanup', created: ago(200), boundary: 'all-but-billing' },
    ...{ inline: { cleanup: everything }, trust: assumedBy({ Service: 'lambda.amazonaws.com' }) },
  },
  {
    ...{ name: 'AWSServiceRoleForSupport', path: '/aws-service-role/support.amazonaws.com/', created: ago(900) },
    ...{ attached: ['AWSSupportServiceRolePolicy'], trust: assumedBy({ Service: 'support.amazonaws.com' }) },
  },
  {
    name: 'AWSReservedSSO_AdministratorAccess_0a1b2c3d4e5f6071',
    ...{ path: '/aws-reserved/sso.amazonaws.com/eu-west-1/', created: ago(500), attached: ['AdministratorAccess'] },
    trust: assumedBy({ Federated: 'arn:aws:iam::111122223333:saml-provider/AWSSSO_0a1b2c3d4e5f6071_DO_NOT_DELETE' }),
  },
]
