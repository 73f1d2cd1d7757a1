import type { EvaluationInput, Evaluator, Verdict } from '../evaluator.ts'
import type { ResourceType } from '../resource-type.ts'
import { type Loaded, loadPolicies } from './load.ts'
import { answer, type CompiledControl, createFrame } from './verdict.ts'

/**
 * Loads the controls and policies below `root` (the folder that holds `policies/`), checked against the resource types.
 * Throws `PolicyError`, with file, line and caret for everything that is wrong.
 */
export const loadEvaluator = (options: {
  readonly root: string
  readonly types: ReadonlyMap<string, ResourceType>
}): Evaluator => createEvaluator(loadPolicies(options.root, options.types, { withExamples: false }))

/** What evaluates loaded controls. */
export function createEvaluator(loaded: Loaded): Evaluator {
  const byType = compiledByType(loaded)
  const frame = createFrame()

  function evaluate(input: EvaluationInput, now: Date): readonly Verdict[] {
    const verdicts: Verdict[] = []
    frame.input = input
    frame.now = now
    for (const control of byType.get(input.type) ?? []) {
      frame.parameters = control.parameters
      const verdict = answer(control, frame)
      if (verdict) verdicts.push(verdict)
    }
    return verdicts
  }

  return {
    evaluate,
    controls: controlsWithPolicies(loaded),
    policies: loaded.policies,
    relationsUsed: (type) => relationsOf(byType.get(type) ?? []),
  }
}

/** Several of one file are one control. */
function controlsWithPolicies({ controls, policies, broken = [] }: Loaded): Evaluator['controls'] {
  const distinct = [...new Set(controls.map(({ control }) => control)), ...broken]
  return distinct.map((control) => ({
    ...control,
    policies: policies.filter((policy) => policy.controls.includes(control.cid)).map(({ slug }) => slug),
  }))
}

function compiledByType({ controls }: Loaded): ReadonlyMap<string, readonly CompiledControl[]> {
  const byType = Map.groupBy(controls, ({ type }) => type)
  return new Map([...byType].map(([type, group]) => [type, group.map(({ compiled }) => compiled)]))
}

function relationsOf(controls: readonly CompiledControl[]): readonly string[] {
  const expressions = controls.flatMap(({ when, checks }) => [
    ...(when ? [when] : []),
    ...checks.flatMap(({ check, evidence }) => [check, ...evidence.map(({ actual }) => actual)]),
  ])
  return [...new Set(expressions.flatMap(({ reads }) => [...reads.relations]))]
}
