import type { Cloud, ResourceRef } from '../resource.ts'

/** What a console address says about its page; only what it really says. */
export type ConsolePage = {
  readonly cloud: Cloud
  /** `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc`; `azure`, `azure-us-gov`, `azure-cn`; `gcp`. */
  readonly partition: string
  /** AWS account id, Azure subscription id, GCP project id. */
  readonly account?: string
  /** Absent for what has none; the zone of a GCP instance. */
  readonly region?: string
  /** The type that the page shows or, without `id`, lists. */
  readonly type?: string
  /**
   * The resource as the page names it: `sg-…`, `i-…`, `vpc-…`, a bucket, user or region name, the full ARM id, the name of
   * a GCP resource. `shortId` says the same of a resource.
   */
  readonly id?: string
  /** The word for the page's tab or form that controls use in `remediation.view`. */
  readonly view?: string
}

/**
 * What a jump reaches: the form or tab where the fix is made, the page of the resource, the list that it stands in, or
 * the provider's own redirect, which may not know the type.
 */
export type Precision = 'fix' | 'resource' | 'list' | 'router'

export type ConsoleLink = { readonly url: string; readonly precision: Precision }

/** What a link is built from. */
export type Linkable = Pick<ResourceRef, 'id' | 'type' | 'cloud' | 'account' | 'region'>
