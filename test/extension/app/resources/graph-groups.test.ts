import { expect, test } from 'vitest'
import { graphGroups } from '../../../../extension/app/resources/detail/graph-groups.ts'

type Resource = Parameters<typeof graphGroups>[0]['resource']
type Association = Resource['associations'][number]

const named = (type: string, index: number): Association => ({
  ...{ relation: 'vpc', label: 'VPC', direction: 'from', target: 'vpc-1' },
  resource: {
    ...{ id: `${type}-${index}`, name: `${type} ${index}`, type, cloud: 'aws', account: '1', region: 'eu-west-1' },
    firstDiscovered: '2026-01-01T00:00:00.000Z',
  },
})

/** A VPC that many name, of each type as many as given; 200 of a type are told at most. */
function vpc(counts: Readonly<Record<string, number>>): Resource {
  const types = Object.entries(counts)
  return {
    associations: types.flatMap(([type, count]) =>
      Array.from({ length: Math.min(count, 200) }, (_, index) => named(type, index)),
    ),
    associationCounts: {
      ...{ to: 0, from: types.reduce((sum, [, count]) => sum + count, 0), byType: [] },
      byRelation: types.map(([type, count]) => ({
        ...{ direction: 'from', relation: 'vpc', label: 'VPC', type, count },
      })),
    },
  }
}

const shown = (resource: Resource) =>
  graphGroups({ direction: 'from', resource }).map(({ type, nodes, count }) => [type, nodes.length, count])

test('F098 the graph of associations shows all of a few', () => {
  expect(shown(vpc({ subnet: 3, group: 2 }))).toEqual([
    ['subnet', 3, 3],
    ['group', 2, 2],
  ])
  expect(graphGroups({ direction: 'to', resource: vpc({ subnet: 3 }) })).toEqual([])
})

test('F098 of many the graph shows twelve a side, shared evenly, and knows how many there are', () => {
  expect(shown(vpc({ subnet: 5000, group: 2, acl: 7 }))).toEqual([
    ['subnet', 5, 5000],
    ['group', 2, 2],
    ['acl', 5, 7],
  ])
})

test('F098 what is named but not in the inventory stands in a group of its own', () => {
  const resource: Resource = {
    associations: [{ relation: 'logs', label: 'Log bucket', direction: 'to', target: 'elsewhere' }],
    associationCounts: {
      ...{ to: 1, from: 0, byType: [] },
      byRelation: [{ direction: 'to', relation: 'logs', label: 'Log bucket', count: 1 }],
    },
  }
  expect(graphGroups({ direction: 'to', resource })).toMatchObject([
    { label: 'Log bucket', count: 1, nodes: [{ target: 'elsewhere' }] },
  ])
})
