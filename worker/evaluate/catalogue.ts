import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Policy } from '../../shared/policy.ts'
import type { Catalogue, Checked, Draft, Own, OwnControl } from '../catalogue.ts'
import type { ResourceType } from '../resource-type.ts'
import type { LoadedControl } from './control.ts'
import { createEvaluator } from './index.ts'
import { type Loaded, loadPolicies, namesOfAll } from './load.ts'
import { compileOwn, describeOwn, type OwnContext } from './own.ts'

/**
 * Loads the built-in controls and policies below `root`, ready to take over those of one's own. Throws `PolicyError` for
 * built-in ones that are wrong.
 */
export function loadCatalogue({
  root,
  types,
}: {
  readonly root: string
  readonly types: ReadonlyMap<string, ResourceType>
}): Catalogue {
  const names = namesOfAll(types)
  const builtIn = loadPolicies(root, types, { withExamples: false, names })
  const known = new Map(builtIn.controls.map(({ control }) => [control.cid, control]))
  const context: OwnContext = { types, names, serviceOf: (cid) => known.get(cid)?.service }
  let current = createEvaluator(builtIn)

  function check(draft: Draft): Checked {
    const { problems, loaded, examples } = compileOwn(draft, context)
    const [first] = loaded
    return { problems, examples, ...(first && { control: { ...describeOwn(first, draft), policies: [] } }) }
  }
  function alone(draft: Draft) {
    const { problems, loaded } = compileOwn(draft, context, { withExamples: false })
    return problems.length > 0 ? undefined : createEvaluator({ controls: loaded, policies: [] })
  }
  return {
    evaluator: {
      get controls() {
        return current.controls
      },
      get policies() {
        return current.policies
      },
      evaluate: (input, now) => current.evaluate(input, now),
      relationsUsed: (type) => current.relationsUsed(type),
    },
    check,
    alone,
    adopt: (own) => {
      current = createEvaluator(withOwn(builtIn, own, context))
    },
    textOf(cid) {
      const slug = known.get(cid)?.slug
      return slug && readFileSync(join(root, `policies/${slug}.yaml`), 'utf8')
    },
  }
}

function withOwn(builtIn: Loaded, { controls, policies }: Own, context: OwnContext): Loaded {
  const own = controls.map((stored) => loadOwn(stored, context))
  const loaded = [...builtIn.controls, ...own.flatMap((one) => one.loaded)]
  const broken = own.flatMap((one) => one.broken)
  const clouds = new Map([...loaded.map(({ control }) => control), ...broken].map(({ cid, cloud }) => [cid, cloud]))
  const isThere = (policy: Policy) => (cid: number) => clouds.get(cid) === policy.cloud
  const filled = policies.map((policy) => ({ ...policy, controls: policy.controls.filter(isThere(policy)) }))
  return { controls: loaded, policies: [...builtIn.policies, ...filled], broken }
}

type LoadedOwn = { readonly loaded: readonly LoadedControl[]; readonly broken: NonNullable<Loaded['broken']> }

function loadOwn(stored: OwnControl, context: OwnContext): LoadedOwn {
  const { problems, loaded } = compileOwn(stored, context, { withExamples: false })
  const [first] = loaded
  if (problems.length === 0 && first) {
    // One object for all of its resource types: it is one control.
    const control = describeOwn(first, stored)
    return { loaded: loaded.map((one) => ({ ...one, control })), broken: [] }
  }
  const sentences = problems.slice(0, 5).map(({ line, column, message }) => `${line}:${column}: ${message}`)
  const { version, author, created, modified, control } = stored
  return { loaded: [], broken: [{ ...control, version, author, created, modified, problems: sentences }] }
}
