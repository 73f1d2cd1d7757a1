import { expect, test } from 'vitest'
import { trendLines } from '../../../../extension/app/dashboards/widget/trend-lines.ts'

const day = (name: string, count: number, failing: number) => ({
  ...{ day: name, count, failing },
  groups: [
    { value: 'HIGH', count, failing },
    { value: 'LOW', count: 1, failing: 0 },
  ],
})

test('days without a look leave a gap in a trend', () => {
  const { titles, series } = trendLines({ list: 'resources' }, [day('2026-03-30', 9, 2), day('2026-04-01', 8, 0)])
  expect(titles).toEqual(['Mar 30', 'Mar 31', 'Apr 1'])
  expect(series.map(({ label, values }) => [label, values])).toEqual([
    ['Resources', [9, undefined, 8]],
    ['Failing', [2, undefined, 0]],
  ])
})

test('a trend by criticality tells what fails of each', () => {
  const { series } = trendLines({ list: 'evaluations', groupBy: 'criticality' }, [day('2026-03-30', 9, 2)])
  expect(series.map(({ label, tone, values }) => [label, tone, values])).toEqual([
    ['High, failed', 'high', [2]],
    ['Medium, failed', 'medium', [0]],
    ['Low, failed', 'low', [0]],
  ])
})
