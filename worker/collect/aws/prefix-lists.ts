import type { EC2Client, IpPermission } from '@aws-sdk/client-ec2'

/** The ranges of a managed prefix list; each list is read once. */
export type PrefixLists = (id: string) => Promise<readonly string[]>

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedPrefixListEntries.html */
export function createPrefixLists(client: EC2Client): PrefixLists {
  const lists = new Map<string, Promise<readonly string[]>>()

  async function read(PrefixListId: string): Promise<readonly string[]> {
    const { paginateGetManagedPrefixListEntries } = await import('@aws-sdk/client-ec2')
    const ranges: string[] = []
    for await (const { Entries = [] } of paginateGetManagedPrefixListEntries(
      { client, pageSize: 100 },
      { PrefixListId },
    ))
      ranges.push(...Entries.flatMap(({ Cidr }) => Cidr ?? []))
    return ranges
  }

  return (id) => {
    const list = lists.get(id) ?? read(id)
    lists.set(id, list)
    return list
  }
}

/** Ids of the prefix lists that permissions name. */
export const prefixListsOf = (permissions: readonly IpPermission[] = []): readonly string[] => [
  ...new Set(
    permissions.flatMap(({ PrefixListIds = [] }) => PrefixListIds.flatMap(({ PrefixListId }) => PrefixListId ?? [])),
  ),
]
