import { criticalities } from '../../shared/evaluation.ts'
import type { Run } from '../../shared/run.ts'
import { exits } from './exits.ts'
import type { Counts } from './findings.ts'

/** Levels of `--fail-on`: the least critical finding that fails the job. */
export const levels = ['high', 'medium', 'low', 'none'] as const
export type Level = (typeof levels)[number]

type Facts = {
  readonly run: Pick<Run, 'state' | 'evaluations'>
  readonly found: Counts
  readonly failOn: Level
  readonly allowPartial: boolean
}

/** The exit code of a scan. A run that did not see everything has no good one, whatever it found. */
export function verdict({ run, found, failOn, allowPartial }: Facts): number {
  const isWhole = run.state === 'succeeded' || (run.state === 'partial' && allowPartial)
  if (!isWhole || run.evaluations === 0) return exits.failed
  const counting = criticalities.slice(0, levels.indexOf(failOn) + 1)
  if (failOn === 'none') return exits.ok
  return counting.some((criticality) => found[criticality] > 0) ? exits.found : exits.ok
}
