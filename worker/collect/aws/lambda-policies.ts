import type { Unread } from '../../../shared/resource.ts'
import type { CollectContext } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { type PolicyText, resourcePolicyFieldNames } from './resource-policy.ts'

type Read = { readonly policies: readonly PolicyText[] | undefined; readonly unread: readonly Unread[] }

/**
 * The policies of a function and of its aliases, each of which has its own; `undefined` where not all could be read.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export async function readFunctionPolicies(context: CollectContext<'aws'>, arn: string): Promise<Read> {
  const ask = context.reader()
  const own = await ask(resourcePolicyFieldNames, () => readPolicy(context, arn))
  const ofAliases = own && (await ask(resourcePolicyFieldNames, () => readAliasPolicies(context, arn)))
  return { policies: ofAliases && [own, ...ofAliases], unread: ask.unread }
}

async function readAliasPolicies(context: CollectContext<'aws'>, arn: string): Promise<PolicyText[]> {
  const { paginateListAliases } = await import('@aws-sdk/client-lambda')
  const client = await context.clients.lambda()
  const policies: PolicyText[] = []
  for await (const { Aliases = [] } of paginateListAliases({ client, pageSize: 50 }, { FunctionName: arn }))
    for (const { Name } of Aliases) policies.push(await readPolicy(context, arn, Name))
  return policies
}

/** A policy that was never made is answered like a function that is not there. */
async function readPolicy({ clients }: CollectContext<'aws'>, arn: string, alias?: string): Promise<PolicyText> {
  const { GetPolicyCommand } = await import('@aws-sdk/client-lambda')
  const client = await clients.lambda()
  const answer = await unlessAbsent(['ResourceNotFound'], () =>
    client.send(new GetPolicyCommand({ FunctionName: arn, Qualifier: alias })),
  )
  return { text: answer?.Policy, of: alias && `alias ${alias}` }
}
