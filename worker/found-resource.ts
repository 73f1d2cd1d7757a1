import type { Unread } from '../shared/resource.ts'

/** A resource as a run found it: checked, and ready to be stored. */
export type FoundResource = {
  readonly id: string
  /** The id as compared. */
  readonly key: string
  readonly name: string
  readonly region: string
  /** JSON. */
  readonly tags: string
  /** JSON. */
  readonly config: string
  readonly unread: readonly Unread[]
  /** Equal where nothing changed. */
  readonly hash: string
}
