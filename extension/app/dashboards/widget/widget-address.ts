import type { WidgetDraft } from '../../../../shared/dashboard.ts'
import { quote, writeValue } from '../../../../shared/query/write-value.ts'
import { clouds } from '../../../../shared/resource.ts'
import { hashOf, type Place } from '../../address.ts'

/** One group of a widget: what its rows have in common. */
type One = { readonly groupBy: string; readonly value: string }

type Found = { readonly path: readonly string[]; readonly params: Readonly<Record<string, string | undefined>> }

/**
 * The address of the list that a widget counts, or of one group of it, in the widget's scope.
 */
export function addressOf(widget: WidgetDraft, one?: One): string {
  const found = targets[widget.list](widget, one)
  const { cloud, account } = widget
  const isCloud = one?.groupBy === 'cloud' && clouds.find((name) => name === one.value)
  const scope: Place['scope'] = {
    ...(cloud ? { cloud } : {}),
    ...(isCloud ? { cloud: isCloud } : {}),
    ...(account ? { account } : {}),
    ...(one?.groupBy === 'account' ? { account: one.value } : {}),
  }
  const params = Object.entries(found.params).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return hashOf({ path: found.path, scope, params: Object.fromEntries(params) })
}

/** The address of a row of a live feed: the page of the control or of the resource. */
export function addressOfRow({ list, cloud, account }: WidgetDraft, value: string): string {
  const scope = { ...(cloud ? { cloud } : {}), ...(account ? { account } : {}) }
  const path = list === 'controls' ? ['monitor', 'controls', value] : ['resources', 'detail', value]
  return hashOf({ path, scope, params: {} })
}

const queryOf = (widget: WidgetDraft) => ('query' in widget ? widget.query : undefined)
const both = (query: string | undefined, other: string) => (query ? `(${query}) and ${other}` : other)
const exactly = (token: string, value: string) => `${token}:${quote(value, '`')}`

type Target = (widget: WidgetDraft, one: One | undefined) => Found

const targets: Readonly<Record<WidgetDraft['list'], Target>> = { resources, evaluations, controls, connectors }

function resources(widget: WidgetDraft, one: One | undefined): Found {
  const query = queryOf(widget)
  const path = ['resources', 'all']
  if (widget.type === 'live feed') return { path, params: { query, result: 'FAIL' } }
  if (!one || isScope(one)) return { path, params: { query } }
  const { groupBy, value } = one
  if (groupBy === 'type') return { path: ['resources', 'type', value], params: { query } }
  if (groupBy === 'service' || groupBy === 'region') return { path, params: { query, [groupBy]: value } }
  if (!groupBy.startsWith('tag.')) return { path, params: { query: both(query, `${groupBy}:${writeValue(value)}`) } }
  const tag = `tag:(${exactly('key', groupBy.slice('tag.'.length))} and ${exactly('value', value)})`
  return { path, params: { query: both(query, tag) } }
}

function evaluations(widget: WidgetDraft, one: One | undefined): Found {
  const query = queryOf(widget)
  if (!one || isScope(one)) return { path: ['monitor'], params: { query } }
  const { groupBy, value } = one
  if (groupBy === 'control') return { path: ['monitor', 'controls', value], params: { query } }
  // As a filter of the list it would narrow controls, not evaluations.
  if (groupBy === 'result') return { path: ['monitor'], params: { query: both(query, `control.result:${value}`) } }
  return { path: ['monitor'], params: { query, [groupBy]: value } }
}

const controlTokens: Readonly<Record<string, string>> = {
  criticality: 'control.criticality',
  service: 'service.type',
  cloud: 'cloud',
  policy: 'policy.id',
  type: 'resource.type',
}

function controls(widget: WidgetDraft, one: One | undefined): Found {
  const query = queryOf(widget)
  const token = one && controlTokens[one.groupBy]
  const narrowed = one && token ? both(query, exactly(token, one.value)) : query
  return { path: ['policies'], params: { tab: 'controls', query: narrowed } }
}

function connectors(widget: WidgetDraft, one: One | undefined): Found {
  const state = one?.groupBy === 'state' ? one.value : undefined
  return { path: ['configuration'], params: { query: queryOf(widget), state } }
}

const isScope = ({ groupBy }: One) => groupBy === 'account' || groupBy === 'cloud'
