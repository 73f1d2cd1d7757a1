import * as sdk from '@aws-sdk/client-iam'
import type { Account } from '../account.ts'
import type { Verdict, Verdicts } from '../expectation.ts'
import { rootOf } from './names.ts'

const document = (...statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.length === 1 ? statements[0] : statements })

const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
const buckets = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
const trust = document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`
/** Its id, as it is told of an account. */
const inUse = ({ id }: Account, name: string) => `arn:aws:iam::${id}:aws-policy/${name}`
const support = managed('AWSSupportAccess')
const shell = managed('AWSCloudShellFullAccess')

/** Customer-managed policies: scalars and lists, conditions, and the words that mean everything. */
async function fillPolicies(account: Account): Promise<void> {
  const iam = await account.client('iam')
  async function policy(PolicyName: string, PolicyDocument: string, verdict: Verdict) {
    await iam.send(new sdk.CreatePolicyCommand({ PolicyName, PolicyDocument }))
    account.expect(`arn:aws:iam::${account.id}:policy/${PolicyName}`, { 50: verdict })
  }
  await policy('all-as-words', document(everything), 'FAIL')
  await policy(
    'all-in-lists',
    document(buckets, { Effect: 'Allow', Action: ['ec2:*', '*:*'], Resource: ['*'] }),
    'FAIL',
  )
  await policy(
    'all-on-condition',
    document({ ...everything, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    'FAIL',
  )
  await policy('one-service', document(buckets), 'PASS')
  await policy('all-on-one-bucket', document({ ...everything, Resource: 'arn:aws:s3:::one/*' }), 'PASS')
  await policy('all-denied', document({ ...everything, Effect: 'Deny' }), 'PASS')
}

/** Users whose rights come from a group alone, directly, inline, or are bounded only. */
async function fillAttachments(account: Account): Promise<void> {
  const iam = await account.client('iam')
  const none: Verdicts = {
    1: 'NOT_APPLICABLE',
    2: 'NOT_APPLICABLE',
    3: 'NOT_APPLICABLE',
    4: 'NOT_APPLICABLE',
    5: 'NOT_APPLICABLE',
    1005: 'NOT_APPLICABLE',
    1006: 'PASS',
    1007: 'PASS',
  }
  async function user(UserName: string, verdicts: Verdicts, PermissionsBoundary?: string) {
    await iam.send(new sdk.CreateUserCommand({ UserName, ...(PermissionsBoundary ? { PermissionsBoundary } : {}) }))
    account.expect(UserName, { ...none, ...verdicts })
  }
  await user('member-only', { 17: 'PASS', 1009: 'PASS' })
  await iam.send(new sdk.CreateGroupCommand({ GroupName: 'readers' }))
  await iam.send(new sdk.AttachGroupPolicyCommand({ GroupName: 'readers', PolicyArn: managed('ReadOnlyAccess') }))
  await iam.send(new sdk.AddUserToGroupCommand({ GroupName: 'readers', UserName: 'member-only' }))
  await user('bounded-only', { 17: 'PASS', 1009: 'PASS' }, managed('ReadOnlyAccess'))
  await user('attached', { 17: 'FAIL', 1009: 'PASS' })
  await iam.send(new sdk.AttachUserPolicyCommand({ UserName: 'attached', PolicyArn: managed('ReadOnlyAccess') }))
  await user('inline-narrow', { 17: 'FAIL', 1009: 'PASS' })
  await iam.send(
    new sdk.PutUserPolicyCommand({ UserName: 'inline-narrow', PolicyName: 'own', PolicyDocument: document(buckets) }),
  )
  await user('inline-everything', { 17: 'FAIL', 1009: 'FAIL' })
  await iam.send(
    new sdk.PutUserPolicyCommand({
      UserName: 'inline-everything',
      PolicyName: 'own',
      PolicyDocument: document(everything),
    }),
  )
}

async function fillInlineOfOthers(account: Account): Promise<void> {
  const iam = await account.client('iam')
  await iam.send(new sdk.CreateGroupCommand({ GroupName: 'inline-admins' }))
  await iam.send(
    new sdk.PutGroupPolicyCommand({
      GroupName: 'inline-admins',
      PolicyName: 'own',
      PolicyDocument: document(everything),
    }),
  )
  await createRole(account, 'inline-reader')
  await iam.send(
    new sdk.PutRolePolicyCommand({ RoleName: 'inline-reader', PolicyName: 'own', PolicyDocument: document(buckets) }),
  )
  account.expect('inline-admins', { 1009: 'FAIL' })
  account.expect('inline-reader', { 1009: 'PASS' })
  account.expect('readers', { 1009: 'PASS' })
}

async function createRole(account: Account, RoleName: string): Promise<void> {
  const iam = await account.client('iam')
  await iam.send(new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))
}

/** A principal without a policy of its own grants nothing by one. */
export function expectNoInlinePolicies(account: Account): void {
  account.expectOthers({ 1009: 'PASS' })
}

/** A role for support, nobody with the shell, and no AWS policy that allows everything. */
export async function fillCarefulIam(account: Account): Promise<void> {
  const iam = await account.client('iam')
  await fillPolicies(account)
  await fillAttachments(account)
  await fillInlineOfOthers(account)
  await createRole(account, 'support')
  await iam.send(new sdk.AttachRolePolicyCommand({ RoleName: 'support', PolicyArn: support }))
  account.expect(rootOf(account), { 49: 'PASS', 1014: 'PASS' })
  account.expect(inUse(account, 'AWSSupportAccess'), { 50: 'NOT_APPLICABLE', 1008: 'PASS' })
  account.expect(inUse(account, 'ReadOnlyAccess'), { 50: 'NOT_APPLICABLE', 1008: 'PASS' })
}

/** The support policy on a group alone, the shell on a role, and an administrator. */
export async function fillCarelessIam(account: Account): Promise<void> {
  const iam = await account.client('iam')
  await iam.send(new sdk.CreateGroupCommand({ GroupName: 'supporters' }))
  await iam.send(new sdk.AttachGroupPolicyCommand({ GroupName: 'supporters', PolicyArn: support }))
  await createRole(account, 'administrator')
  await iam.send(
    new sdk.AttachRolePolicyCommand({ RoleName: 'administrator', PolicyArn: managed('AdministratorAccess') }),
  )
  await iam.send(new sdk.AttachRolePolicyCommand({ RoleName: 'administrator', PolicyArn: shell }))
  account.expect(rootOf(account), { 49: 'FAIL', 1014: 'FAIL' })
  account.expect(inUse(account, 'AdministratorAccess'), { 1008: 'FAIL' })
  account.expect(inUse(account, 'AWSSupportAccess'), { 1008: 'PASS' })
  account.expect(inUse(account, 'AWSCloudShellFullAccess'), { 1008: 'PASS' })
}

/** Nothing but what moto gives everyone: an Identity Center is part of it. */
export function expectBareIam(account: Account): void {
  account.expect(rootOf(account), { 49: 'FAIL', 1014: 'PASS', 1013: 'PASS' })
}
