import { expect, test } from 'vitest'
import { parsePlace } from '../../../../extension/app/address.ts'
import { addressOf, addressOfRow } from '../../../../extension/app/dashboards/widget/widget-address.ts'
import type { WidgetDraft } from '../../../../shared/dashboard.ts'
import { parseQuery } from '../../../../shared/query/parse.ts'
import type { QueryList } from '../../../../shared/query/query.ts'
import { widgetGroups } from '../../../../shared/widget-groups.ts'

const widget = (list: QueryList, more: object = {}) =>
  ({ title: 'W', type: 'table', list, groupBy: 'type', limit: 10, sort: 'count', ...more }) as WidgetDraft
const at = (draft: WidgetDraft, groupBy?: string, value = '') =>
  parsePlace(addressOf(draft, groupBy === undefined ? undefined : { groupBy, value }))

test('a widget leads to the list that it counts, with its own scope and query', () => {
  const scoped = { cloud: 'aws', account: '1', query: 'region:eu-west-1' }
  expect(at(widget('resources', scoped))).toEqual({
    path: ['resources', 'all'],
    scope: { cloud: 'aws', account: '1' },
    params: { query: 'region:eu-west-1' },
  })
  expect(at(widget('evaluations', scoped)).path).toEqual(['monitor'])
  expect(at(widget('controls')).params).toEqual({ tab: 'controls' })
  expect(at(widget('connectors')).path).toEqual(['configuration'])
})

test('a group leads to its part of the list', () => {
  expect(at(widget('resources'), 'type', 'aws.s3.bucket').path).toEqual(['resources', 'type', 'aws.s3.bucket'])
  expect(at(widget('resources'), 'region', 'eu-west-1').params).toEqual({ region: 'eu-west-1' })
  expect(at(widget('resources'), 'account', '123').scope).toEqual({ account: '123' })
  expect(at(widget('evaluations'), 'cloud', 'gcp').scope).toEqual({ cloud: 'gcp' })
  expect(at(widget('evaluations'), 'control', '45').path).toEqual(['monitor', 'controls', '45'])
  expect(at(widget('evaluations', { query: 'a or b' }), 'result', 'FAIL').params.query).toBe(
    '(a or b) and control.result:FAIL',
  )
  expect(at(widget('connectors'), 'state', 'Offline').params).toEqual({ state: 'Offline' })
})

test('whatever a group is called, its list can be searched for it', () => {
  const groups = [
    ...Object.entries(widgetGroups).flatMap(([list, all]) =>
      all.map((groupBy) => [list as QueryList, groupBy] as const),
    ),
    ['resources', 'tag.cost center) or (x'] as const,
    ['resources', 'config.instanceType'] as const,
  ]
  const fixed: Readonly<Record<string, readonly string[]>> = {
    result: ['PASS', 'EXCEPTED'],
    criticality: ['HIGH'],
    cloud: ['aws'],
  }
  const values = ['a b', 'it’s `quoted` \\ "so"', 'x) or (y', 'and', 'FAIL', '..', '*']
  for (const [list, groupBy] of groups) {
    for (const value of fixed[groupBy] ?? values) {
      const query = at(widget(list, { query: 'one or two' }), groupBy, value).params.query ?? ''
      expect(parseQuery(query, list, { now: new Date(), types: [], mandates: [] }), `${list} ${query}`).toHaveProperty(
        'canonical',
      )
    }
  }
})

test('a row of a live feed leads to its control or its resource', () => {
  expect(parsePlace(addressOfRow({ title: 'F', type: 'live feed', list: 'controls', limit: 5 }, '45')).path).toEqual([
    ...['monitor', 'controls', '45'],
  ])
  const id = 'arn:aws:s3:::a/b?c'
  expect(parsePlace(addressOfRow({ title: 'F', type: 'live feed', list: 'resources', limit: 5 }, id)).path).toEqual([
    ...['resources', 'detail', id],
  ])
})
