import type { EntityType, GetAccountAuthorizationDetailsResponse } from '@aws-sdk/client-iam'
import type { AwsClients } from '../../clients.ts'

/**
 * How many are asked for at a time. Users and groups are short; a role comes with its trust policy, a policy with up to
 * five versions of its text, so that pages of them stay below a few megabytes.
 */
const pageSizes: Readonly<Record<EntityType, number>> = {
  User: 1000,
  Group: 1000,
  Role: 250,
  LocalManagedPolicy: 200,
  AWSManagedPolicy: 200,
}

/**
 * The users, groups, roles or policies of an account with everything that is attached to them, many to a call. Of AWS's
 * own policies only those that are attached somewhere are of interest.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export async function* authorizationDetails(
  clients: AwsClients,
  Filter: EntityType[],
): AsyncIterable<GetAccountAuthorizationDetailsResponse> {
  const { paginateGetAccountAuthorizationDetails } = await import('@aws-sdk/client-iam')
  const pageSize = Math.min(...Filter.map((kind) => pageSizes[kind]))
  yield* paginateGetAccountAuthorizationDetails({ client: await clients.iam(), pageSize }, { Filter })
}

/** The first of these that has an ARN. */
export async function findByArn<Detail extends { readonly Arn?: string | undefined }>(
  details: AsyncIterable<Detail>,
  arn: string,
): Promise<Detail | undefined> {
  for await (const detail of details) if (detail.Arn === arn) return detail
  return undefined
}
