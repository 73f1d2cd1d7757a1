import { clientSettings } from './aws-clients.ts'
import { homeRegion } from './aws-partitions.ts'

/**
 * The account id of the worker's own AWS credentials: whom a role has to trust. `undefined` where the worker has none,
 * or AWS does not answer.
 */
export async function awsPrincipal(signal?: AbortSignal): Promise<string | undefined> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? homeRegion('aws') ?? ''
  try {
    const sts = new STSClient(clientSettings(region, 2))
    return (await sts.send(new GetCallerIdentityCommand({}), signal && { abortSignal: signal })).Account
  } catch {
    return undefined
  }
}
