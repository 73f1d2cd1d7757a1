import type { ShardProgress } from '../../shared/run.ts'
import type { Place } from './shards.ts'

/** How far each service is in each region: counters, whose number grows with neither resources nor types. */
export type Board = {
  readonly plan: (places: readonly Place[]) => void
  readonly begin: (place: Place) => void
  readonly found: (place: Place, resources: number) => void
  readonly end: (place: Place, isFailed: boolean) => void
  readonly cells: () => readonly ShardProgress[]
}

type Counters = { -readonly [Key in keyof ShardProgress]: ShardProgress[Key] }

export function createBoard(): Board {
  const cells = new Map<string, Counters>()
  function at({ type: { service }, region }: Place): Counters {
    const key = `${service} ${region}`
    const known = cells.get(key)
    if (known) return known
    const cell = { service, region, waiting: 0, reading: 0, done: 0, failed: 0, resources: 0 }
    cells.set(key, cell)
    return cell
  }
  return {
    plan(places) {
      for (const place of places) at(place).waiting += 1
    },
    begin(place) {
      const cell = at(place)
      cell.waiting -= 1
      cell.reading += 1
    },
    found(place, resources) {
      at(place).resources += resources
    },
    end(place, isFailed) {
      const cell = at(place)
      cell.reading -= 1
      cell[isFailed ? 'failed' : 'done'] += 1
    },
    cells: () => [...cells.values()].map((cell) => ({ ...cell })),
  }
}
