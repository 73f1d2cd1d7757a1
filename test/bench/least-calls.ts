/** What reading all resources of a type takes at the least. */
export type Least = {
  /** Resources that one page of its list can hold. */
  readonly page?: number
  /** Paged lists that have to be read, in each region. */
  readonly lists?: number
  /** Calls that the API has for a single resource only. */
  readonly each?: number
  /** Calls once for the account. */
  readonly once?: number
}

const usual = { page: 100, lists: 1, each: 0, once: 0 }

/** By resource type, from the reference pages of the API's lists and their largest pages; others read one list of 100. */
const least: Readonly<Record<string, Least>> = {
  // Aliases, password policy, summary, virtual MFA devices, access block.
  'aws.account': { lists: 0, once: 5 },
  'aws.ec2.instance': { page: 1000 },
  // Network interfaces tell which groups are in use; their page is as large.
  'aws.ec2.security-group': { page: 1000, lists: 2 },
  'aws.ec2.vpc': { page: 1000, lists: 2 },
  // Two calls for the credential report.
  'aws.iam.user': { page: 1000, once: 2 },
  'aws.s3.bucket': { page: 10_000, each: 5 },
}

/** The least calls that `counts` resources, one count for each region, can be read with. */
export function leastCalls(type: string, counts: readonly number[]): number {
  const { page, lists, each, once } = { ...usual, ...least[type] }
  const pages = counts.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / page)), 0)
  const resources = counts.reduce((sum, count) => sum + count, 0)
  return once + lists * pages + each * resources
}
