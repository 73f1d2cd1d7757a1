import { useMemo } from 'preact/hooks'
import type { Status } from '../../sync/messages.ts'
import { useRead } from '../read.ts'
import { text } from '../text/find.ts'
import { views } from '../views.ts'
import {
  type Action,
  accountItems,
  actionItem,
  connectorItem,
  matching,
  searchItem,
  viewItem,
} from './palette-items.ts'
import { type Item, nameOf, recentItems } from './palette-target.ts'
import { type Ask, useFound } from './use-found.ts'

export type Group = { readonly label: string; readonly items: readonly Item[] }

/** What the palette shows for these words, in groups; what was opened last where there are none. */
export function usePalette(typed: string, actions: readonly Action[], ask: Ask, status: Status) {
  const words = typed.trim()
  // None is offered before something is typed: opening asks nobody.
  const searches = useRead((api) => api.searches, words === '' ? undefined : { query: { pageSize: '500' } })
  const found = useFound(words, ask, status.titles)
  const own = useMemo(
    () => [
      ...Object.entries(views).map(([name, { title }]) => viewItem(name, title)),
      ...actions.map(actionItem),
      ...accountItems(status.connectors),
      ...status.connectors.map(connectorItem),
      ...(searches.data?.items ?? []).map(searchItem),
    ],
    [actions, status.connectors, searches.data],
  )
  const recent = useMemo(() => recentItems().filter((item) => isThere(item, actions)), [actions])

  const groups = words === '' ? atFirst(recent, own) : inGroups([...own, ...found.items], words, found.items)
  return { ...found, groups, words, synced: status.synced }
}

const isThere = ({ target }: Item, actions: readonly Action[]): boolean =>
  !('action' in target) || actions.some(({ id }) => id === target.action)

function atFirst(recent: readonly Item[], own: readonly Item[]): readonly Group[] {
  const names = new Set(recent.map(nameOf))
  const rest = own.filter((item) => !names.has(nameOf(item)))
  const of = (kind: Item['kind']) => ({ label: text.groups[kind], items: rest.filter((item) => item.kind === kind) })
  return [{ label: text.groups.recent, items: recent }, of('view'), of('action')].filter(
    ({ items }) => items.length > 0,
  )
}

const order = ['view', 'action', 'resource', 'control', 'account', 'connector', 'search'] as const

/** What was found elsewhere matches already, maybe by what is not shown here. */
function inGroups(items: readonly Item[], words: string, found: readonly Item[]): readonly Group[] {
  const isFound = new Set(found)
  return order
    .map((kind) => {
      const of = items.filter((item) => item.kind === kind)
      const known = matching(
        of.filter((item) => !isFound.has(item)),
        words,
        6,
      )
      return { label: text.groups[kind], items: [...known, ...of.filter((item) => isFound.has(item))] }
    })
    .filter((group) => group.items.length > 0)
}
