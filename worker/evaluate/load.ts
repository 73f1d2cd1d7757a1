import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { controlFile, controlFileAlone } from '../../shared/control.ts'
import { type Policy, policyFile } from '../../shared/policy.ts'
import { type Cloud, clouds } from '../../shared/resource.ts'
import type { ResourceType } from '../resource-type.ts'
import { type LoadedControl, loadControl, placeByPath } from './control.ts'
import { PolicyError } from './problem.ts'
import { openFile, type SourceFile } from './source-file.ts'
import { namesOf, type TypeNames } from './types.ts'

export type Loaded = {
  readonly controls: readonly LoadedControl[]
  readonly policies: readonly Policy[]
  /** Controls of one's own that are known, but answer nothing. */
  readonly broken?: readonly LoadedControl['control'][]
}

/**
 * Reads every control and policy below `root`. Throws `PolicyError` with everything that is wrong with any of them: a
 * worker that would leave out a control says that an account is fine when nobody looked. Examples are for tests alone.
 */
export function loadPolicies(
  root: string,
  types: ReadonlyMap<string, ResourceType>,
  {
    withExamples = true,
    names = namesOfAll(types),
  }: { readonly withExamples?: boolean; readonly names?: ReadonlyMap<string, TypeNames> } = {},
): Loaded {
  const schema = withExamples ? controlFile : controlFileAlone
  const services = readServices(root)
  const sources = new Map<SourceFile, readonly LoadedControl[]>()
  for (const path of files(root, '*/*.yaml')) {
    const source = openFile(root, path, withExamples ? {} : { until: 'examples' })
    sources.set(source, loadControl(source, schema, { types: names, placeOf: placeByPath(source, services) }))
  }
  reportDuplicates(sources)
  const controls = [...sources.values()].flat()
  const policySources = files(root, '*.policy.yaml').map((path) => openFile(root, path))
  const policies = policySources.map((source) => loadPolicy(source, controls)).filter((policy) => policy !== undefined)
  const problems = [...sources.keys(), ...policySources].flatMap((source) => source.problems)
  if (problems.length > 0) throw new PolicyError(problems)
  return { controls, policies }
}

/** What the controls of each resource type may read. */
export const namesOfAll = (types: ReadonlyMap<string, ResourceType>): ReadonlyMap<string, TypeNames> =>
  new Map([...types].map(([type, definition]) => [type, namesOf(definition, types)]))

const files = (root: string, pattern: string): readonly string[] =>
  globSync(`policies/{${clouds.join(',')}}/${pattern}`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()

/** Labels of the service folders, from `policies/services.yaml`. */
function readServices(root: string): Readonly<Record<string, string>> {
  const path = join(root, 'policies/services.yaml')
  return existsSync(path) ? z.record(z.string(), z.string()).parse(parse(readFileSync(path, 'utf8'))) : {}
}

function reportDuplicates(sources: ReadonlyMap<SourceFile, readonly LoadedControl[]>): void {
  const cids = new Map<number, string>()
  const slugs = new Map<string, string>()
  for (const [source, [loaded]] of sources) {
    if (!loaded) continue
    const { cid, aliases = [] } = loaded.file
    const other = cids.get(cid)
    if (other) source.report(`CID ${cid} is taken by ${other}`, ['cid'])
    else cids.set(cid, source.path)
    for (const slug of [loaded.control.slug, ...aliases]) {
      const owner = slugs.get(slug)
      if (owner) source.report(`the name ${slug} is taken by ${owner}`, ['aliases'])
      else slugs.set(slug, source.path)
    }
  }
}

function loadPolicy(source: SourceFile, controls: readonly LoadedControl[]): Policy | undefined {
  const file = source.read(policyFile)
  if (!file) return undefined
  const slug = source.path.replace(/^policies\/|\.policy\.yaml$/g, '')
  const cloud = slug.split('/', 1)[0] as Cloud
  const known = new Set(controls.filter(({ control }) => control.cloud === cloud).map(({ control }) => control.cid))
  file.controls.forEach((cid, index) => {
    if (!known.has(cid)) source.report(`there is no control ${cid} for ${cloud}`, ['controls', index])
    if (file.controls.indexOf(cid) !== index) source.report(`${cid} is listed twice`, ['controls', index])
  })
  return { ...file, slug, cloud }
}
