import type { ShardProgress } from '../../../../shared/run.ts'

/** How far something is that a run reads. */
export type PartState = 'waiting' | 'reading' | 'done' | 'failed'

/** One service with its regions, in the order of their names. */
export type Service = {
  readonly name: string
  readonly state: PartState
  readonly resources: number
  readonly done: number
  readonly all: number
  readonly failed: number
  readonly regions: readonly { readonly region: string; readonly state: PartState; readonly cell: ShardProgress }[]
}

/** What is being read or failed comes first for whoever watches. */
const order: readonly PartState[] = ['reading', 'failed', 'waiting', 'done']

/** A run by service: those that are read now, then those that failed, then the others by name. */
export function servicesOf(cells: readonly ShardProgress[]): readonly Service[] {
  return [...Map.groupBy(cells, ({ service }) => service)]
    .map(([name, own]) => serviceOf(name, own))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name))
}

function serviceOf(name: string, cells: readonly ShardProgress[]): Service {
  const sum = (field: PartState | 'resources') => cells.reduce((all, cell) => all + cell[field], 0)
  const whole = { waiting: sum('waiting'), reading: sum('reading'), done: sum('done'), failed: sum('failed') }
  return {
    name,
    state: stateOf(whole),
    resources: sum('resources'),
    done: whole.done + whole.failed,
    all: whole.waiting + whole.reading + whole.done + whole.failed,
    failed: whole.failed,
    regions: cells
      .map((cell) => ({ region: cell.region, state: stateOf(cell), cell }))
      .sort((a, b) => a.region.localeCompare(b.region)),
  }
}

function stateOf({ waiting, reading, done, failed }: Readonly<Record<PartState, number>>): PartState {
  if (reading > 0 || (waiting > 0 && done + failed > 0)) return 'reading'
  if (waiting > 0) return 'waiting'
  return failed > 0 ? 'failed' : 'done'
}
