import type { Posture } from '../../../shared/summary.ts'
import type { ListedControl, Requirement } from './data.ts'

type Filter = {
  readonly words: string
  /** A key of `text.states`; any other asks for nothing. */
  readonly state: string
  readonly controls: ReadonlyMap<number, ListedControl>
}

/** Whether a requirement is what is looked for: by its number, its title, or one of its controls; and how it stands. */
export function matchesRequirement(requirement: Requirement, { words, state, controls }: Filter): boolean {
  const { id, title = '', posture } = requirement
  const titles = requirement.controls.map((cid) => `${cid} ${controls.get(cid)?.title ?? ''}`)
  const all = [id, title, ...titles].join('\n').toLowerCase()
  return all.includes(words.trim().toLowerCase()) && (isState(state) ? stateOf(posture) === state : true)
}

const states = ['fail', 'unknown', 'pass', 'none'] as const
type State = (typeof states)[number]
const isState = (state: string): state is State => states.some((one) => one === state)

/** The worst that is among the evaluations. What is excepted alone passes nothing, but has results. */
function stateOf({ fail, unknown, pass, excepted }: Posture): State | 'excepted' {
  if (fail > 0) return 'fail'
  if (unknown > 0) return 'unknown'
  if (pass > 0) return 'pass'
  return excepted > 0 ? 'excepted' : 'none'
}

/** The requirements that an address says are open: their numbers, with `|` between them. */
export const openRequirements = (value = ''): ReadonlySet<string> => new Set(value.split('|').filter(Boolean))
