import type { EC2Client } from '@aws-sdk/client-ec2'
import type { IAMClient } from '@aws-sdk/client-iam'
import type { S3Client } from '@aws-sdk/client-s3'
import type { S3ControlClient } from '@aws-sdk/client-s3-control'
import type { cloudresourcemanager_v3 } from 'googleapis/build/src/apis/cloudresourcemanager/v3.js'
import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import type { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js'

/**
 * What the connectors of a cloud hand to its collectors. Every client is bounded by the provider's rate limits, retries
 * what is worth retrying, counts its calls, and throws `OperationError` only.
 */
export type AwsClients = {
  /** Clients of the shard's own region; pass a region for a resource that lives elsewhere (a bucket). */
  readonly ec2: (region?: string) => EC2Client
  readonly iam: () => IAMClient
  readonly s3: (region?: string) => S3Client
  readonly s3control: (region?: string) => S3ControlClient
}

export type AzureClients = {
  readonly tenantId: string
  /** Every item of an Azure Resource Manager list, following `nextLink`. `path` starts with a slash. */
  readonly list: <Item>(path: string, apiVersion: string) => AsyncIterable<Item>
  readonly get: <Answer>(path: string, apiVersion: string) => Promise<Answer>
}

export type GcpClients = {
  /** The project's number, which default service accounts and some resource names carry. */
  readonly projectNumber: string
  readonly compute: compute_v1.Compute
  readonly storage: storage_v1.Storage
  readonly resourceManager: cloudresourcemanager_v3.Cloudresourcemanager
  /**
   * Every page of a list call, following `nextPageToken`. `method` is the API's own method id, such as
   * `compute.firewalls.list`, and doubles as the permission that a refusal names.
   */
  readonly pages: <Page extends { nextPageToken?: string | null }>(
    method: string,
    call: (pageToken: string | undefined) => Promise<{ data: Page }>,
  ) => AsyncIterable<Page>
  readonly call: <Answer>(method: string, call: () => Promise<{ data: Answer }>) => Promise<Answer>
}

export type ClientsOf = { readonly aws: AwsClients; readonly azure: AzureClients; readonly gcp: GcpClients }
