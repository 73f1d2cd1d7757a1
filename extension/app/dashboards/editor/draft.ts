import type { WidgetDraft, WidgetType } from '../../../../shared/dashboard.ts'
import type { QueryList } from '../../../../shared/query/query.ts'
import { widgetGroups } from '../../../../shared/widget-groups.ts'

/** What the form holds: all that any type of widget may ask, whether its type does or not. */
export type Draft = {
  readonly title: string
  readonly type: WidgetType
  readonly list: QueryList
  readonly cloud: string
  readonly account: string
  readonly query: string
  readonly groupBy: string
  /** The key of the tag, or the name of the field, where it is grouped by one. */
  readonly groupName: string
  readonly limit: string
  readonly feedLimit: string
  readonly sort: string
  readonly range: string
  /** Of a trend of evaluations. */
  readonly trendBy: string
}

/** What a widget that is made from nothing begins as. */
export const emptyDraft: WidgetDraft = { title: '', type: 'count', list: 'resources' }

/** The lists that a type can show. */
export const listsOf = (type: WidgetType): readonly QueryList[] => {
  if (type === 'trend') return ['resources', 'evaluations']
  if (type === 'live feed') return ['controls', 'resources']
  return ['resources', 'evaluations', 'controls', 'connectors']
}

/** What rows of a list can be grouped by, as the form offers it. */
export const groupsOf = (list: QueryList): readonly string[] =>
  list === 'resources' ? [...widgetGroups.resources, 'tag', 'config'] : widgetGroups[list]

/** A widget as the form shows it. */
export function toDraft(widget: WidgetDraft): Draft {
  const grouped = 'limit' in widget && widget.type !== 'live feed' ? widget : undefined
  const [, kind, name] = /^(tag|config)\.(.*)$/s.exec(grouped?.groupBy ?? '') ?? []
  return {
    title: widget.title,
    type: widget.type,
    list: widget.list,
    cloud: widget.cloud ?? '',
    account: widget.account ?? '',
    query: ('query' in widget && widget.query) || '',
    groupBy: kind ?? grouped?.groupBy ?? groupsOf(widget.list)[0] ?? '',
    groupName: name ?? '',
    limit: String(grouped?.limit ?? 10),
    feedLimit: String(widget.type === 'live feed' ? widget.limit : 5),
    sort: grouped?.sort ?? 'count',
    range: widget.type === 'trend' ? widget.range : 'last30days',
    trendBy: (widget.type === 'trend' && widget.groupBy) || 'outcome',
  }
}

/** A change of the form: what no longer fits the type or the list becomes what does. */
export function change(before: Draft, changes: Partial<Draft>): Draft {
  const next = { ...before, ...changes }
  const lists = listsOf(next.type)
  const list = lists.includes(next.list) ? next.list : (lists[0] ?? 'resources')
  const groups = groupsOf(list)
  const groupBy = groups.includes(next.groupBy) ? next.groupBy : (groups[0] ?? '')
  return { ...next, list, groupBy }
}

/** The widget that the form describes; `undefined` where something is missing or cannot be. */
export function toWidget(draft: Draft): WidgetDraft | undefined {
  const { title, type, list, cloud, account, query, sort, range } = draft
  const search = { ...(query.trim() ? { query: query.trim() } : {}) }
  const byType: Readonly<Record<WidgetType, () => object>> = {
    count: () => search,
    table: groups,
    column: groups,
    pie: groups,
    trend: () => ({ range, ...(list === 'evaluations' ? { groupBy: draft.trendBy } : {}) }),
    'live feed': () => ({ ...search, limit: Number(draft.feedLimit) }),
  }
  if (title.trim() === '' || isNameMissing(draft) || (isGrouped(draft) && isLimitWrong(draft))) return undefined
  return {
    ...{ title: title.trim(), type, list },
    ...(cloud ? { cloud } : {}),
    ...(account.trim() ? { account: account.trim() } : {}),
    ...byType[type](),
    // The form offers only what belongs together; the worker checks the texts.
  } as WidgetDraft

  function groups(): object {
    return { ...search, groupBy: groupOf(draft), limit: Number(draft.limit), sort }
  }
}

/** Whether groups are shown, so that how they are made is asked for. */
export const isGrouped = ({ type }: Pick<Draft, 'type'>): boolean => ['table', 'column', 'pie'].includes(type)

/** Whether it is grouped by a tag or a field that is not named yet. */
export const isNameMissing = (draft: Draft): boolean =>
  isGrouped(draft) && (draft.groupBy === 'tag' || draft.groupBy === 'config') && draft.groupName.trim() === ''

export const isLimitWrong = ({ limit }: Draft): boolean => !/^\s*([1-9]\d?|100)\s*$/.test(limit)

const groupOf = ({ groupBy, groupName }: Draft): string =>
  groupBy === 'tag' || groupBy === 'config' ? `${groupBy}.${groupName.trim()}` : groupBy
