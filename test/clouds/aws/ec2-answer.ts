import { page } from '../page.ts'
import { type AwsCall, AwsRefusal, type AwsWorld } from './call.ts'
import type { AwsAccount } from './estate.ts'
import { field, list, type Xml } from './xml.ts'

/** What stands inside the answer of one action of EC2. */
export type Ec2Answer = (call: AwsCall, account: AwsAccount, world: AwsWorld) => Xml

export function paged<Item>(
  { input }: AwsCall,
  { pageSize }: AwsWorld,
  name: string,
  all: readonly Item[],
  toXml: (item: Item) => Xml,
): Xml {
  const { items, next } = page(all, input.get('NextToken'), Math.min(Number(input.get('MaxResults') ?? 1000), pageSize))
  return list(name, items.map(toXml)) + field('nextToken', next)
}

/** The things of the call's region; those whose ids it names, of which each must exist. */
export function chosen<Item extends { id: string; region: string }>(
  { input, region }: AwsCall,
  all: readonly Item[],
  parameter: string,
  code: string,
): readonly Item[] {
  const here = all.filter((item) => item.region === region)
  const ids = [...input].filter(([key]) => key.startsWith(`${parameter}.`)).map(([, id]) => id)
  if (ids.length === 0) return here
  return ids.map((id) => {
    const found = here.find((item) => item.id === id)
    if (!found) throw new AwsRefusal(400, code, `The ID '${id}' does not exist`)
    return found
  })
}

/** The values of a filter of the call; `undefined` where it has none of that name. */
export function filterValues(
  input: URLSearchParams,
  prefix: 'Filter' | 'Filters',
  name: string,
): readonly string[] | undefined {
  const number = [...input].find(([key, value]) => key.startsWith(`${prefix}.`) && value === name)?.[0].split('.')[1]
  if (!number) return undefined
  return [...input].filter(([key]) => key.startsWith(`${prefix}.${number}.Value`)).map(([, value]) => value)
}

export const tagSet = (tags: Record<string, string> = {}) =>
  list(
    'tagSet',
    Object.entries(tags).map(([key, value]) => field('key', key) + field('value', value)),
  )

/** A list of ids, each in an element of its own. */
export const idSet = (name: string, element: string, ids: readonly string[] = []) =>
  list(
    name,
    ids.map((id) => field(element, id)),
  )

/** A list of bare texts. */
export const texts = (name: string, values: readonly string[] = []): Xml =>
  `<${name}>${values.map((value) => field('item', value)).join('')}</${name}>`
