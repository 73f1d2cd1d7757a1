import { page } from '../page.ts'
import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './call.ts'
import type { AwsAccount } from './estate.ts'
import { element, field, list, type Xml } from './xml.ts'

/** Answers one action of a service that speaks the query protocol with what stands inside its result. */
export type QueryAnswer = (call: AwsCall, account: AwsAccount, world: AwsWorld) => Xml

/** A service of the query protocol: `<ActionResponse><ActionResult>…`. */
export const answerQuery =
  (answers: Readonly<Record<string, QueryAnswer>>) =>
  (call: AwsCall, world: AwsWorld): AwsAnswer => {
    const { account, action } = call
    const answer = account && answers[action]?.(call, account, world)
    if (answer === undefined) throw new AwsRefusal(400, 'InvalidAction', `Could not find operation ${action}`)
    return { body: element(`${action}Response`, element(`${action}Result`, answer)) }
  }

/** One page of a list, with the token of the next: `Marker` in and out unless the service says otherwise. */
export function queryPage<Item>(
  all: readonly Item[],
  options: {
    readonly name: string
    readonly call: AwsCall
    readonly world: AwsWorld
    readonly toXml: (item: Item) => Xml
    readonly marker?: readonly [asked: string, answered: string]
    /** Name of each item's element; `member` where absent. */
    readonly each?: string
  },
): Xml {
  const { name, call, world, toXml, marker: [asked, answered] = ['Marker', 'Marker'], each = 'member' } = options
  const size = Number(call.input.get('MaxRecords') ?? call.input.get('PageSize') ?? 100)
  const { items, next } = page(all, call.input.get(asked), Math.min(size, world.pageSize))
  return list(name, items.map(toXml), each as 'member') + field(answered, next)
}
