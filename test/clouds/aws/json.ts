import { page } from '../page.ts'
import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './call.ts'
import type { AwsAccount } from './estate.ts'

/** Answers one action of a service that speaks JSON with the object that AWS would send. */
export type JsonAnswer = (call: AwsCall, account: AwsAccount, world: AwsWorld) => Readonly<Record<string, unknown>>

/** A service that speaks JSON, by RPC or REST alike. */
export const answerJson =
  (answers: Readonly<Record<string, JsonAnswer>>) =>
  (call: AwsCall, world: AwsWorld): AwsAnswer => {
    const { account, action } = call
    const answer = account && answers[action]?.(call, account, world)
    if (answer === undefined) throw new AwsRefusal(400, 'UnknownOperationException', `Could not find ${action}`)
    return { body: JSON.stringify(answer), headers: { 'content-type': 'application/x-amz-json-1.1' } }
  }

/** One page of a list; `token` is what the call sent back, `size` what it asked for. */
export function jsonPage<Item>(
  all: readonly Item[],
  { token, size, world }: { readonly token: unknown; readonly size?: unknown; readonly world: AwsWorld },
): { readonly items: readonly Item[]; readonly next: string | undefined } {
  const limit = typeof size === 'number' || typeof size === 'string' ? Number(size) : 100
  return page(all, typeof token === 'string' ? token : null, Math.min(limit, world.pageSize))
}
