import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inReadingOrder, isSame, moveTo, resizeTo, settle, step } from '../../../../extension/app/dashboards/layout.ts'
import { gridColumns, gridRows, isOver, type Place } from '../../../../shared/dashboard.ts'

type Placed = { readonly id: string; readonly place: Place }

const at = (id: string, x: number, y: number, width: number, height: number): Placed => ({
  id,
  place: { x, y, width, height },
})
const placeOf = (all: readonly Placed[], id: string) => all.find((one) => one.id === id)?.place
const cornersOf = (all: readonly Placed[]) => all.map(({ id, place }) => `${id} ${place.x},${place.y}`)

const places = fc
  .record({
    x: fc.nat(gridColumns - 1),
    y: fc.nat(30),
    width: fc.integer({ min: 1, max: gridColumns }),
    height: fc.integer({ min: 1, max: 8 }),
  })
  .map((place) => ({ ...place, x: Math.min(place.x, gridColumns - place.width) }))
const layouts = fc
  .array(places, { minLength: 1, maxLength: 12 })
  .map((all) => settle(all.map((place, index) => ({ id: `w-${index}`, place }))))

const expectWhole = (all: readonly Placed[], before: readonly Placed[]) => {
  expect(all.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  for (const [index, { place }] of all.entries()) {
    expect(place.x).toBeGreaterThanOrEqual(0)
    expect(place.x + place.width).toBeLessThanOrEqual(gridColumns)
    expect(place.y).toBeGreaterThanOrEqual(0)
    expect(place.y).toBeLessThan(gridRows)
    for (const other of all.slice(index + 1)) expect(isOver(place, other.place)).toBe(false)
  }
  expect(isSame(settle(all), all)).toBe(true)
}

describe('F153 F171 the layout of a dashboard', () => {
  test('F171 stays whole wherever a widget is taken: none lost, none over another, none beyond the grid, no gap', () => {
    fc.assert(
      fc.property(layouts, fc.nat(), fc.integer(), fc.integer({ min: -5, max: 60 }), (all, which, x, y) => {
        const id = all[which % all.length]?.id ?? ''
        const next = moveTo(all, id, { x: x % 20, y })
        expectWhole(next, all)
        for (const { id: one, place } of next) {
          expect({ width: place.width, height: place.height }).toEqual({
            width: placeOf(all, one)?.width,
            height: placeOf(all, one)?.height,
          })
        }
      }),
    )
  })

  test('F171 stays whole whatever size a widget is given, and the others keep theirs', () => {
    fc.assert(
      fc.property(layouts, fc.nat(), fc.integer({ max: 30 }), fc.integer({ max: 40 }), (all, which, width, height) => {
        const id = all[which % all.length]?.id ?? ''
        const next = resizeTo(all, id, { width, height })
        expectWhole(next, all)
        expect(placeOf(next, id)?.x).toBe(placeOf(all, id)?.x)
      }),
    )
  })

  test('F171 stays whole with every step of the arrow keys', () => {
    const steps = fc.constantFrom({ x: 1, y: 0 }, { x: -1, y: 0 }, { x: 0, y: 1 }, { x: 0, y: -1 })
    fc.assert(
      fc.property(layouts, fc.nat(), fc.array(steps, { maxLength: 10 }), (all, which, keys) => {
        const id = all[which % all.length]?.id ?? ''
        expectWhole(
          keys.reduce((layout, key) => step(layout, id, key), all),
          all,
        )
      }),
    )
  })

  test('F171 lets a widget and the one below it change places', () => {
    const all = [at('a', 0, 0, 12, 4), at('b', 0, 4, 12, 2)]
    const down = step(all, 'a', { x: 0, y: 1 })
    expect(cornersOf(down)).toEqual(['a 0,2', 'b 0,0'])
    expect(cornersOf(step(down, 'a', { x: 0, y: -1 }))).toEqual(['a 0,0', 'b 0,4'])
  })

  test('F171 pushes down what a widget is moved or grown over, and lets it rise again', () => {
    const all = [at('a', 0, 0, 6, 4), at('b', 6, 0, 6, 4), at('c', 6, 4, 6, 2)]
    const over = moveTo(all, 'a', { x: 6, y: 0 })
    expect(cornersOf(over)).toEqual(['a 6,0', 'b 6,4', 'c 6,8'])
    expect(cornersOf(moveTo(over, 'a', { x: 0, y: 0 }))).toEqual(['a 0,0', 'b 6,0', 'c 6,4'])
    const wide = resizeTo(all, 'a', { width: 12, height: 4 })
    expect(cornersOf(wide)).toEqual(['a 0,0', 'b 6,4', 'c 6,8'])
    expect(cornersOf(resizeTo(wide, 'a', { width: 6, height: 4 }))).toEqual(['a 0,0', 'b 6,0', 'c 6,4'])
  })

  test('F171 goes nowhere at the edges, and makes nothing too small to be read', () => {
    const all = [at('a', 0, 0, 6, 4), at('b', 6, 0, 6, 4)]
    expect(step(all, 'a', { x: -1, y: 0 })).toBe(all)
    expect(step(all, 'a', { x: 0, y: -1 })).toBe(all)
    expect(step(all, 'b', { x: 1, y: 0 })).toBe(all)
    expect(step(all, 'a', { x: 0, y: 1 })).toBe(all)
    expect(placeOf(resizeTo(all, 'a', { width: 0, height: 0 }), 'a')).toMatchObject({ width: 3, height: 2 })
    expect(placeOf(resizeTo(all, 'b', { width: 40, height: 40 }), 'b')).toMatchObject({ x: 6, width: 6, height: 20 })
  })

  test('is left as it is rather than grown beyond the end of the grid', () => {
    const high = Array.from({ length: 12 }, (_, index) => at(`w-${index}`, 0, index * 18, 12, 18))
    expect(resizeTo(high, 'w-0', { width: 12, height: 30 })).toBe(high)
  })

  test('is read from top to bottom, and along the line', () => {
    const all = [at('c', 0, 4, 6, 4), at('b', 6, 0, 6, 4), at('a', 0, 0, 6, 4)]
    expect(inReadingOrder(all).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})
