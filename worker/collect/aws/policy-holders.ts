import type { AwsClients } from '../../clients.ts'

/** How many holders are kept, after those were left out who do not count. */
export const holdersKept = 100

/**
 * Who holds a policy, as `user ana`, sorted; under a path where one is given. Bounding somebody is not holding.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html
 */
export async function holdersOf(clients: AwsClients, PolicyArn: string, PathPrefix?: string): Promise<string[]> {
  const { paginateListEntitiesForPolicy } = await import('@aws-sdk/client-iam')
  const pages = paginateListEntitiesForPolicy(
    { client: await clients.iam(), pageSize: 1000 },
    { PolicyArn, PolicyUsageFilter: 'PermissionsPolicy', ...(PathPrefix && { PathPrefix }) },
  )
  const names: string[] = []
  for await (const { PolicyUsers = [], PolicyGroups = [], PolicyRoles = [] } of pages)
    names.push(
      ...PolicyUsers.map(({ UserName }) => `user ${UserName}`),
      ...PolicyGroups.map(({ GroupName }) => `group ${GroupName}`),
      ...PolicyRoles.map(({ RoleName }) => `role ${RoleName}`),
    )
  return names.sort()
}
