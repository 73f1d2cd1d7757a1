import type { Guides } from '../../guides.ts'
import type { ApiContext } from '../context.ts'

type Known = { readonly account: string | null; readonly until: number }

/** Asked of AWS once in ten minutes: each list of connectors tells it. */
const known = new WeakMap<Guides, Promise<Known>>()
const tenMinutes = 600_000

/** The AWS account that the roles of connectors trust: the worker's own; `null` where the worker has none. */
export async function ownAccount({ guides, clock }: ApiContext): Promise<string | null> {
  const now = clock().getTime()
  const before = await known.get(guides)?.catch(() => undefined)
  if (before && before.until > now) return before.account
  const asked = guides('aws', {}).then(({ principal }) => ({
    account: /\d{12}/.exec(principal ?? '')?.[0] ?? null,
    until: now + tenMinutes,
  }))
  known.set(guides, asked)
  return (await asked).account
}
