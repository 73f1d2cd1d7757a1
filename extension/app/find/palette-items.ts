import type { QueryList } from '../../../shared/query/query.ts'
import type { SavedSearch } from '../../../shared/saved-search.ts'
import { typeLabel } from '../../popup/type-label.ts'
import type { ConnectorStatus } from '../../sync/messages.ts'
import { text } from '../text/find.ts'
import type { Item } from './palette-target.ts'

/** Something that the app can do, offered by name. */
export type Action = { readonly id: string; readonly label: string; readonly run: () => void }

type Place = Extract<Item['target'], { readonly path: unknown }>

/** Where a search of a list is shown. */
const places: Readonly<Record<QueryList, (query: string) => Place>> = {
  resources: (query) => ({ path: ['resources'], params: { query } }),
  evaluations: (query) => ({ path: ['monitor'], params: { query } }),
  controls: (query) => ({ path: ['policies'], params: { tab: 'controls', query } }),
  connectors: (query) => ({ path: ['configuration', 'connectors'], params: { query } }),
}

export const viewItem = (name: string, title: string): Item => ({
  kind: 'view',
  label: title,
  target: { path: [name] },
})

export const actionItem = ({ id, label }: Action): Item => ({ kind: 'action', label, target: { action: id } })

type Resource = { readonly id: string; readonly name: string; readonly type: string; readonly account: string }

export const resourceItem = ({ id, name, type, account }: Resource): Item => ({
  kind: 'resource',
  label: name || id,
  detail: `${typeLabel(type)} · ${account}`,
  target: { path: ['resources', 'detail', id] },
})

export const controlItem = ({ cid, title }: { readonly cid: number; readonly title: string }): Item => ({
  kind: 'control',
  label: title,
  detail: text.cid(cid),
  target: { path: ['monitor', 'controls', String(cid)] },
})

export const connectorItem = ({ id, name, cloud, account }: ConnectorStatus): Item => ({
  kind: 'connector',
  label: name,
  detail: [text.clouds[cloud], account].filter(Boolean).join(' · '),
  target: { path: ['configuration', 'connectors', id] },
})

/** Each account once, with the name of its first connector. */
export function accountItems(connectors: readonly ConnectorStatus[]): readonly Item[] {
  const byAccount = new Map<string, Item>()
  for (const { cloud, account, name } of connectors) {
    if (!account || byAccount.has(`${cloud} ${account}`)) continue
    const detail = [text.clouds[cloud], account].join(' · ')
    byAccount.set(`${cloud} ${account}`, {
      kind: 'account',
      label: name,
      detail,
      target: { scope: { cloud, account } },
    })
  }
  return [...byAccount.values()]
}

export const searchItem = ({ title, list, query }: Pick<SavedSearch, 'title' | 'list' | 'query'>): Item => ({
  kind: 'search',
  label: title,
  detail: `${text.lists[list]} · ${query}`,
  target: places[list](query),
})

/** Items that all the words stand in; those whose name begins with them first. */
export function matching(items: readonly Item[], words: string, most: number): readonly Item[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = ({ label, detail = '' }: Item): number => {
    const [name, all] = [label.toLowerCase(), `${label} ${detail}`.toLowerCase()]
    if (!asked.every((word) => all.includes(word))) return -1
    if (name.startsWith(asked[0] ?? '')) return 0
    return asked.every((word) => name.includes(word)) ? 1 : 2
  }
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((one) => one.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ item }) => item)
}
