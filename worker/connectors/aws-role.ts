/** A policy document of IAM, ready for `JSON.stringify`. */
export type PolicyDocument = { readonly Version: '2012-10-17'; readonly Statement: readonly unknown[] }

/** Writes an ARN from what follows the partition; in a template, as one of its functions. */
export type WriteArn = (rest: string) => unknown

export const arnIn =
  (partition: string): WriteArn =>
  (rest) =>
    `arn:${partition}:${rest}`

/**
 * Addresses of API Gateway that are read: one action covers all of its reading calls, the values of API keys included.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
 */
const gatewayPaths = ['restapis', 'apis', 'domainnames', 'vpclinks', 'clientcertificates', 'tags']

/** A policy that allows these actions on everything, and API Gateway's on its addresses without secrets. */
export function awsPolicy(sid: string, actions: readonly string[], arn: WriteArn = arnIn('aws')): PolicyDocument {
  const ofGateway = actions.filter((action) => action.startsWith('apigateway:'))
  const others = actions.filter((action) => !ofGateway.includes(action))
  const paths = gatewayPaths.flatMap((path) => [`/${path}`, `/${path}/*`])
  return {
    Version: '2012-10-17',
    Statement: [
      ...(others.length > 0 ? [{ Sid: sid, Effect: 'Allow', Action: others, Resource: '*' }] : []),
      ...(ofGateway.length > 0
        ? [
            {
              Sid: `${sid}ApiGateway`,
              Effect: 'Allow',
              Action: ofGateway,
              Resource: paths.map((path) => arn(`apigateway:*::${path}`)),
            },
          ]
        : []),
    ],
  }
}

/**
 * Who may assume the role: the worker's account or principal, and only with the connector's external id. A principal is
 * always of the role's own partition.
 */
export function awsTrustPolicy(principal: string, externalId: string, partition = 'aws'): PolicyDocument {
  return trustOf(/^\d{12}$/.test(principal) ? `arn:${partition}:iam::${principal}:root` : principal, externalId)
}

export const trustOf = (AWS: unknown, externalId: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
})

/**
 * Characters of a customer-managed policy; IAM counts no white space, and keeps an inline policy to 10,240.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const policyLimit = 6144

/** Actions in as many parts as policies are needed to hold them. */
export function partsOf(actions: readonly string[]): readonly (readonly string[])[] {
  const room = policyLimit - JSON.stringify(awsPolicy('PlumblineAdditional00', ['apigateway:GET', ''])).length
  const parts: string[][] = [[]]
  let size = 0
  for (const action of actions) {
    const length = action.length + 3
    if (size + length > room) {
      parts.push([])
      size = 0
    }
    parts.at(-1)?.push(action)
    size += length
  }
  return parts
}
