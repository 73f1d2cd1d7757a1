import type { Account } from '../account.ts'

/** The id that an account has as a resource. */
export const rootOf = ({ id }: Account) => `arn:aws:iam::${id}:root`

/** The id that a region has as a resource. */
export const regionOf = ({ id }: Account, region: string) => `arn:aws:ec2:${region}:${id}:region/${region}`

/** EC2's way to name a thing. */
export const named = <Type extends string>(ResourceType: Type, name: string) => ({
  TagSpecifications: [{ ResourceType, Tags: [{ Key: 'Name', Value: name }] }],
})
