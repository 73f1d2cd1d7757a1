import type { ResourceRef } from '../../../shared/resource.ts'

const account = '111122223333'
const iam = (thing: string, path: string, name: string, owner = account): ResourceRef => ({
  ...{ cloud: 'aws', type: `aws.iam.${thing}`, id: `arn:aws:iam::${owner}:${path}`, name, account, region: 'global' },
})

/** One resource of each type of this area, of the account 111122223333. */
export const identityExamples: readonly ResourceRef[] = [
  iam('group', 'group/teams/night+shift', 'night+shift'),
  iam('role', 'role/service-role/config=reader@eu', 'config=reader@eu'),
  iam('policy', 'policy/old/all,but.billing', 'all,but.billing'),
  iam('instance-profile', 'instance-profile/apps/web', 'web'),
  iam('access-key', 'user/ops/alice.b+c/access-key/2', 'alice.b+c, access key 2'),
  iam('server-certificate', 'server-certificate/cloudfront/shop-2021', 'shop-2021'),
  iam('virtual-mfa-device', 'mfa/alice', 'alice'),
]
