import type { VpcSecurityGroupMembership } from '@aws-sdk/client-rds'

/** `arn:PARTITION:rds:REGION:ACCOUNT:KIND:NAME`; the names of snapshots may hold colons themselves. */
export function parseRdsArn(arn: string): { readonly region: string; readonly account: string; readonly name: string } {
  const [, , , region = '', account = '', , ...name] = arn.split(':')
  return { region, account, name: name.join(':') }
}

const foreign: readonly (string | undefined)[] = ['docdb', 'neptune']

/**
 * DocumentDB and Neptune answer through the API of RDS too, and are none. The API's own filter takes the engines that
 * are wanted, so one that is new would be missed.
 */
export const isOfRds = ({ Engine }: { readonly Engine?: string | undefined }): boolean => !foreign.includes(Engine)

export const isAurora = (engine = ''): boolean => engine.startsWith('aurora')

/** A single resource is answered as a list of one, and its absence as an error whose name differs by call. */
export const notFound = (thing: string): readonly string[] => [`${thing}NotFound`, `${thing}NotFoundFault`]

/** Those that are attached, and not on their way out. */
export const groupIds = (groups: readonly VpcSecurityGroupMembership[] = []): string[] =>
  groups.filter(({ Status }) => Status !== 'removing').flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? [])
