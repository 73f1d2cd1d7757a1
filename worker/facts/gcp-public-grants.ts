/** A bucket's grants as the Cloud Storage API gives them. */
type BucketGrants = {
  readonly bindings?: readonly { readonly role?: string; readonly members?: readonly string[] | null }[] | null
  readonly acl?: readonly Grant[] | null
  readonly defaultObjectAcl?: readonly Grant[] | null
}
type Grant = { readonly entity?: string | null; readonly role?: string | null }

/** `allAuthenticatedUsers` is everybody with any Google account. */
const everybody = ['allUsers', 'allAuthenticatedUsers']

/**
 * Grants to everybody, one line each, sorted. ACLs do not show in the IAM policy, and count only while uniform access
 * is off: give none where it is on. https://cloud.google.com/storage/docs/access-control
 */
export function publicGrants({ bindings, acl, defaultObjectAcl }: BucketGrants): string[] {
  const members = (bindings ?? []).flatMap(({ role, members }) =>
    (members ?? []).filter((member) => everybody.includes(member)).map((member) => `${member} as ${role}`),
  )
  const lines = [...members, ...listed(acl, 'ACL'), ...listed(defaultObjectAcl, 'default ACL of objects')]
  return [...new Set(lines)].sort()
}

const listed = (grants: readonly Grant[] | null | undefined, where: string) =>
  (grants ?? [])
    .filter(({ entity }) => everybody.includes(entity ?? ''))
    .map(({ entity, role }) => `${entity} as ${role} by ${where}`)
