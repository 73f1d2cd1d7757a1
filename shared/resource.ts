/** The clouds that Plumbline reads. */
export const clouds = ['aws', 'azure', 'gcp'] as const
export type Cloud = (typeof clouds)[number]

/** A field that a run could not read, and why: every control that reads the field answers UNKNOWN. */
export type Unread = {
  /** Name of the field in `config`. */
  readonly field: string
  /**
   * The provider's own name of the call that failed, such as `s3:GetBucketPolicy`; absent where none did, and the provider
   * has no answer yet.
   */
  readonly operation?: string
  /** The permission that the connector lacks, where the failure was a refusal. */
  readonly permission?: string
  /** One sentence for a person. */
  readonly reason: string
}

/** One collected thing, normalised. Times are ISO 8601 in UTC. */
export type Resource = {
  /** The provider's own identity: an ARN, an Azure resource id, a GCP full resource name. */
  readonly id: string
  /** Resource type, such as `aws.s3.bucket`. */
  readonly type: string
  readonly name: string
  readonly cloud: Cloud
  /** AWS account id, Azure subscription id, GCP project id. */
  readonly account: string
  /** Region, location or zone; `global` for what has none. */
  readonly region: string
  readonly tags: Readonly<Record<string, string>>
  /** The fields that the resource type declares; absent stays absent. */
  readonly config: Readonly<Record<string, unknown>>
  readonly unread: readonly Unread[]
  readonly firstDiscovered: string
  readonly lastFound: string
  /** When a complete list first lacked it. */
  readonly gone?: string
}

/** What every page and message needs to name a resource, without its configuration. */
export type ResourceRef = Pick<Resource, 'id' | 'type' | 'name' | 'cloud' | 'account' | 'region'>
