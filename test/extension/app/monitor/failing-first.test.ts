import { describe, expect, test, vi } from 'vitest'
import { joinParts, type Part } from '../../../../extension/app/monitor/failing-first.ts'

const whole = (...rows: string[]): Part<string> => ({
  length: rows.length,
  total: rows.length,
  rowAt: (index) => rows[index],
  show: vi.fn(),
})

/** Ten rows in all, of which the first ones are here. */
const begun = (...rows: string[]): Part<string> => ({ ...whole(...rows), length: rows.length + 2, total: 10 })

describe('a list that is read in parts, failing ones first', () => {
  test('begins each part where the one before it ends', () => {
    const joined = joinParts([whole('f1', 'f2'), whole(), whole('p1')])
    expect([0, 1, 2, 3].map(joined.rowAt)).toEqual(['f1', 'f2', 'p1', undefined])
    expect(joined).toMatchObject({ length: 3, total: 3 })
  })

  test('shows nothing that passes before all that fails is here', () => {
    const joined = joinParts([begun('f1', 'f2'), whole('p1')])
    expect([0, 1, 2, 3, 4].map(joined.rowAt)).toEqual(['f1', 'f2', undefined, undefined, undefined])
    expect(joined).toMatchObject({ length: 4, total: 11 })
  })

  test('has each part fetch what of it is on show', () => {
    const [failing, passing] = [whole('f1', 'f2'), begun('p1', 'p2')]
    joinParts([failing, passing]).show(1, 4)
    expect(failing.show).toHaveBeenCalledWith(1, 4)
    expect(passing.show).toHaveBeenCalledWith(0, 2)
  })

  test('tells no total while one of a part is not known', () => {
    expect(joinParts([whole('f1'), { ...whole(), total: undefined }]).total).toBeUndefined()
  })
})
