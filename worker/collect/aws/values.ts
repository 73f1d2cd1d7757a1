/** A time of the API, or of a recorded answer, as ISO 8601 in UTC. */
export function isoTime(value: Date | string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined
  const time = new Date(value)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}

/** The list form of EC2's tags. */
export type Tags = readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]

export const tagsOf = (tags: Tags = []): Record<string, string> =>
  Object.fromEntries(tags.flatMap(({ Key, Value = '' }) => (Key === undefined ? [] : [[Key, Value]])))

/** Name tag, else the name or id that follows. */
export const nameOf = (tags: Tags | undefined, otherwise: string): string =>
  tags?.find(({ Key }) => Key === 'Name')?.Value || otherwise

/** An EC2 ARN's region and the id after its last slash. */
export function parseEc2Arn(arn: string): { readonly region: string; readonly id: string } {
  const [, , , region = '', , resource = ''] = arn.split(':')
  return { region, id: resource.slice(resource.indexOf('/') + 1) }
}

/** `arn:aws:ec2:REGION:OWNER:THING/ID`. */
export const ec2Arn = (
  { partition, region, account }: { readonly partition: string; readonly region: string; readonly account: string },
  thing: string,
  id: string,
  owner: string = account,
) => `arn:${partition}:ec2:${region}:${owner}:${thing}/${id}`
