import { globSync } from 'node:fs'
import { basename } from 'node:path'
import type { Control } from '../../shared/control.ts'
import { type Mandate, mandateFile } from '../../shared/mandate.ts'
import { type Cloud, clouds } from '../../shared/resource.ts'
import { PolicyError } from './problem.ts'
import { openFile, type SourceFile } from './source-file.ts'

/** 1.9 before 1.10, and AC-2(9) before AC-2(10). */
const { compare } = new Intl.Collator('en', { numeric: true })

type Known = ReadonlyMap<number, Cloud>

/**
 * Reads every mandate below `root`, by title and version. Throws `PolicyError` with everything that is wrong with any of
 * them: a requirement that names a control which does not exist would be reported as met when nobody looked.
 */
export function loadMandates(root: string, controls: readonly Pick<Control, 'cid' | 'cloud'>[]): readonly Mandate[] {
  const known: Known = new Map(controls.map(({ cid, cloud }) => [cid, cloud]))
  const sources = globSync('policies/mandates/*.yaml', { cwd: root }).map((path) =>
    openFile(root, path.replaceAll('\\', '/')),
  )
  const taken = new Map<number, string>()
  const mandates = sources.map((source) => loadMandate(source, known, taken)).filter((mandate) => mandate !== undefined)
  const problems = sources.flatMap((source) => source.problems)
  if (problems.length > 0) throw new PolicyError(problems)
  return mandates.sort((a, b) => compare(nameOf(a), nameOf(b)))
}

const nameOf = ({ title, version = '' }: Mandate) => `${title} ${version}`

function loadMandate(source: SourceFile, known: Known, taken: Map<number, string>): Mandate | undefined {
  const file = source.read(mandateFile)
  if (!file) return undefined
  reportNumber(source, file.number, taken)
  const ids = file.requirements.map(({ id }) => id)
  for (const [index, { id, controls }] of file.requirements.entries()) {
    if (ids.indexOf(id) !== index) source.report(`requirement ${id} is listed twice`, ['requirements', index, 'id'])
    reportControls(source, controls, known, index)
  }
  const named = new Set(file.requirements.flatMap(({ controls }) => controls.map((cid) => known.get(cid))))
  return {
    ...file,
    slug: basename(source.path, '.yaml'),
    clouds: clouds.filter((cloud) => named.has(cloud)),
    requirements: file.requirements.toSorted((a, b) => compare(a.id, b.id)),
  }
}

/** Programs keep the number: it must lead to one mandate only. */
function reportNumber(source: SourceFile, number: number, taken: Map<number, string>): void {
  const other = taken.get(number)
  if (other) source.report(`${number} is the number of ${other}`, ['number'])
  taken.set(number, source.path)
}

function reportControls(source: SourceFile, controls: readonly number[], known: Known, requirement: number): void {
  for (const [index, cid] of controls.entries()) {
    const at = ['requirements', requirement, 'controls', index]
    if (!known.has(cid)) source.report(`there is no control ${cid}`, at)
    if (controls.indexOf(cid) !== index) source.report(`${cid} is listed twice`, at)
  }
}
