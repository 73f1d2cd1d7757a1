/** The parts of `arn:PARTITION:SERVICE:REGION:ACCOUNT:KIND/ID`; the id keeps whatever colons and slashes it holds. */
export function parseArn(arn: string): { readonly region: string; readonly account: string; readonly id: string } {
  const [, , , region = '', account = '', ...rest] = arn.split(':')
  const resource = rest.join(':')
  return { region, account, id: resource.slice(resource.indexOf('/') + 1) }
}

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`. */
export const arnOf = (
  service: string,
  { partition, region, account }: { readonly partition: string; readonly region: string; readonly account: string },
  resource: string,
) => `arn:${partition}:${service}:${region}:${account}:${resource}`

/** What a call answers that names a thing of EKS, Glue, … which was deleted meanwhile. */
export const gone = ['ResourceNotFound', 'NotFound', 'EntityNotFound']
