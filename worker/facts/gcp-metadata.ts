/** Metadata of a project or an instance, as the Compute Engine API gives it. */
export type Metadata = {
  readonly items?: readonly { readonly key?: string | null; readonly value?: string | null }[] | null
}

/**
 * A metadata key as a switch; absent when it is not set or is neither on nor off. Keys are case-sensitive, values are
 * not: TRUE, Y, Yes and 1 are on, FALSE, N, No and 0 are off.
 * https://cloud.google.com/compute/docs/metadata/setting-custom-metadata
 */
export function metadataSwitch(metadata: Metadata | null | undefined, key: string): boolean | undefined {
  const value = metadata?.items
    ?.find((item) => item.key === key)
    ?.value?.trim()
    .toLowerCase()
  if (value === undefined) return undefined
  if (['true', 'y', 'yes', '1'].includes(value)) return true
  return ['false', 'n', 'no', '0'].includes(value) ? false : undefined
}
