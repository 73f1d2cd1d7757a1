/** Room in px around the lines of a chart, for what is written there. */
export const edge = { top: 10, bottom: 24, start: 44, end: 14 }

/** A scale from 0 to a round number that nothing goes beyond, in at most five steps. */
export function scaleTo(most: number): { readonly top: number; readonly ticks: readonly number[] } {
  const rough = Math.max(most, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((nice) => nice * power >= rough) ?? 10) * power)
  const count = Math.max(1, Math.ceil(most / step))
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12))) }
}

/** Positions of the titles to be written below a line: as many as there is room for, the last always. */
export function titlesAt(count: number, room: number): readonly number[] {
  if (count === 0) return []
  const every = Math.max(1, Math.ceil((count - 1) / Math.max(1, room - 1)))
  return Array.from({ length: count }, (_, i) => count - 1 - i)
    .filter((_, i) => i % every === 0)
    .reverse()
}

/** Parts of a line between gaps: each is a run of neighbours that have a value. */
export function runsOf(values: readonly (number | undefined)[]): readonly (readonly number[])[] {
  const runs: number[][] = [[]]
  values.forEach((value, at) => {
    if (value === undefined) runs.push([])
    else runs.at(-1)?.push(at)
  })
  return runs.filter(({ length }) => length > 0)
}
