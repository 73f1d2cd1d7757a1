import type { Place } from '../../../shared/dashboard.ts'
import { gridColumns, gridRows, isOver } from '../../../shared/dashboard-sizes.ts'

/** Something in its place on the grid. */
type Placed = { readonly id: string; readonly place: Place }
type Corner = Pick<Place, 'x' | 'y'>
type Size = Pick<Place, 'width' | 'height'>

/** The smallest that a widget can be made, and the highest; some that come from elsewhere are smaller. */
const least: Size = { width: 3, height: 2 }
const highest = 20

/** From top to bottom, and along the line: the order in which a dashboard is read. */
export const inReadingOrder = <P extends Placed>(all: readonly P[]): readonly P[] =>
  all.toSorted((one, other) => one.place.y - other.place.y || one.place.x - other.place.x)

/**
 * One of them taken to another corner of the grid. What it would cover goes below it, or stays above where it was reached
 * only by its lower half; then everything rises as far as there is room. Their order in the list stays.
 */
export function moveTo<P extends Placed>(all: readonly P[], id: string, { x, y }: Corner): readonly P[] {
  const moved = all.find((one) => one.id === id)
  if (!moved) return all
  const others = rise(all.filter((one) => one !== moved))
  const { width } = moved.place
  const wanted = { ...moved.place, x: clamp(x, 0, gridColumns - width), y: clamp(y, 0, gridRows - 1) }
  const reached = others.filter(({ place }) => isOver(place, wanted) && place.y + place.height / 2 <= wanted.y)
  const below = Math.max(wanted.y, ...reached.map(({ place }) => place.y + place.height))
  return arranged(all, { ...moved, place: { ...wanted, y: below } }, others)
}

/** One of them made wider, narrower, higher or lower from its upper corner at the beginning of the line. */
export function resizeTo<P extends Placed>(all: readonly P[], id: string, { width, height }: Size): readonly P[] {
  const sized = all.find((one) => one.id === id)
  if (!sized) return all
  const { place } = sized
  const wanted = {
    ...place,
    width: clamp(width, Math.min(least.width, place.width), gridColumns - place.x),
    height: clamp(height, Math.min(least.height, place.height), highest),
  }
  return arranged(
    all,
    { ...sized, place: wanted },
    all.filter((one) => one !== sized),
  )
}

/** One step along the grid, or past what is in the way; nothing changes at its edge. */
export function step<P extends Placed>(all: readonly P[], id: string, { x, y }: Corner): readonly P[] {
  const from = all.find((one) => one.id === id)?.place
  if (!from) return all
  const bottom = Math.max(...all.map(({ place }) => place.y + place.height))
  for (let steps = 1; steps <= bottom; steps++) {
    const goal = { x: from.x + x * steps, y: from.y + y * steps }
    if (goal.x < 0 || goal.y < 0 || goal.x + from.width > gridColumns) return all
    const next = moveTo(all, id, goal)
    if (!isSame(next, all)) return next
  }
  return all
}

/** Without overlaps and gaps, whatever stands over what. */
export function settle<P extends Placed>(all: readonly P[]): readonly P[] {
  const [first, ...others] = inReadingOrder(all)
  return first ? arranged(all, first, others) : all
}

/** Whether all stand where they stand in the other list. */
export const isSame = (all: readonly Placed[], others: readonly Placed[]): boolean =>
  all.length === others.length &&
  all.every(({ id, place }) => {
    const other = others.find((one) => one.id === id)?.place
    return other?.x === place.x && other.y === place.y && other.width === place.width && other.height === place.height
  })

/** The fixed one first, the others below what they would cover; then all rise. As before where that is beyond the grid. */
function arranged<P extends Placed>(all: readonly P[], fixed: P, others: readonly P[]): readonly P[] {
  const placed: P[] = [fixed]
  for (const one of inReadingOrder(others)) placed.push(lower(one, placed))
  const risen = new Map(rise(placed).map((one) => [one.id, one]))
  const isWithin = [...risen.values()].every(({ place }) => place.y < gridRows)
  return isWithin ? all.map((one) => risen.get(one.id) ?? one) : all
}

function lower<P extends Placed>(one: P, placed: readonly P[]): P {
  const under = placed.filter(({ place }) => isOver(place, one.place))
  if (under.length === 0) return one
  return lower(at(one, Math.max(...under.map(({ place }) => place.y + place.height))), placed)
}

function rise<P extends Placed>(all: readonly P[]): readonly P[] {
  const risen: P[] = []
  for (const one of inReadingOrder(all)) {
    let { y } = one.place
    while (y > 0 && !risen.some(({ place }) => isOver(place, { ...one.place, y: y - 1 }))) y -= 1
    risen.push(at(one, y))
  }
  return risen
}

const at = <P extends Placed>(one: P, y: number): P => ({ ...one, place: { ...one.place, y } })
const clamp = (value: number, from: number, to: number) => Math.max(from, Math.min(to, Math.round(value)))
