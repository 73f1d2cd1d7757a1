import * as z from 'zod/mini'
import { clouds } from '../../../shared/resource.ts'
import { goTo, place, setScope } from '../address.ts'
import { worker } from '../worker.ts'
import { keptList } from './kept-list.ts'

const itemSchema = z.object({
  kind: z.enum(['view', 'action', 'resource', 'control', 'account', 'connector', 'search']),
  label: z.string(),
  detail: z.optional(z.string()),
  target: z.union([
    z.object({ action: z.string() }),
    z.object({ path: z.array(z.string()), params: z.optional(z.record(z.string(), z.string())) }),
    z.object({ scope: z.object({ cloud: z.enum(clouds), account: z.string() }) }),
  ]),
})

type Target =
  | { readonly action: string }
  | { readonly path: readonly string[]; readonly params?: Readonly<Record<string, string>> | undefined }
  | { readonly scope: { readonly cloud: (typeof clouds)[number]; readonly account: string } }

/** Something that the palette opens. */
export type Item = {
  readonly kind: z.infer<typeof itemSchema>['kind']
  readonly label: string
  readonly detail?: string | undefined
  readonly target: Target
}

/** What an item is, whatever it is called at the moment. */
export const nameOf = ({ target }: Item): string => JSON.stringify(target)

/** Goes where an item leads; what is only done is done by `run`. */
export function open({ target }: Item, run: (action: string) => void): void {
  if ('action' in target) run(target.action)
  else if ('scope' in target) setScope(target.scope)
  else goTo({ path: target.path, scope: place.peek().scope, params: target.params ?? {} })
}

const kept = () => keptList(`plumbline.recent.${worker.peek()?.worker ?? ''}`, itemSchema, 8)

/** What was opened last, newest first. */
export const recentItems = (): readonly Item[] => kept().read()

export const keepItem = (item: Item): void =>
  kept().add(
    // What a schema reads may be changed; what is shown may not.
    structuredClone(item) as z.infer<typeof itemSchema>,
    (other) => nameOf(other) === nameOf(item),
  )
