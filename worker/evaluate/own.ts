import { type Control, type ControlFile, firstOwnCid, ownControlFile } from '../../shared/control.ts'
import { type Cloud, clouds } from '../../shared/resource.ts'
import type { Draft, TextProblem, TriedExample } from '../catalogue.ts'
import type { ResourceType } from '../resource-type.ts'
import { type LoadedControl, loadControl, type Place } from './control.ts'
import { tryExamples } from './own-examples.ts'
import { reportParameters } from './parameter-bounds.ts'
import type { Problem } from './problem.ts'
import { openText, type SourceFile } from './source-file.ts'
import type { TypeNames } from './types.ts'

/** What the controls of one's own are checked against. */
export type OwnContext = {
  readonly types: ReadonlyMap<string, ResourceType>
  readonly names: ReadonlyMap<string, TypeNames>
  /** Label of the service of a built-in control, for its copies. */
  readonly serviceOf: (cid: number) => string | undefined
}

export type CompiledOwn = {
  readonly problems: readonly TextProblem[]
  readonly loaded: readonly LoadedControl[]
  readonly examples: readonly TriedExample[]
}

/** UTF-8 bytes: several times the longest built-in one. */
const maxSize = 64 * 1024
/** How deep brackets and indentation may go: a parser that calls itself for each would run out of stack. */
const maxDepth = 50
/** Colons: each key is compared with all others of its map. */
const maxKeys = 3000

/**
 * Loads a control from the text that a user wrote. Everything a built-in file is checked for holds, and what is meant to
 * break the one that reads it is refused besides. `withExamples` runs its examples, too.
 */
export function compileOwn(draft: Draft, context: OwnContext, { withExamples = true } = {}): CompiledOwn {
  const tooMuch = excess(draft.text)
  if (tooMuch) return { problems: [{ line: 1, column: 1, length: 1, message: tooMuch }], loaded: [], examples: [] }

  const source = openText('control.yaml', draft.text, { isForeign: true })
  const cid = draft.cid ?? firstOwnCid - 1
  const schema = ownControlFile.transform((file) => ({ ...file, cid }) as ControlFile)
  const placeOf = (file: ControlFile) => placeIn(file, draft, context)
  const loaded = loadControl(source, schema, { types: context.names, placeOf })
  reportTypes(source, loaded)
  if (loaded[0]) reportParameters(source, loaded[0].file)
  reportHalves(source, loaded[0]?.control)
  const isSound = source.problems.length === 0
  const examples = isSound && withExamples ? tryExamples(source, loaded, context) : []
  return { problems: source.problems.map(toTextProblem), loaded, examples }
}

function excess(text: string): string | undefined {
  if (!text.isWellFormed()) return notText
  if (Buffer.byteLength(text) > maxSize) return 'The text is longer than 64 KB.'
  if (deepest(text) > maxDepth) return `The text is nested deeper than ${maxDepth}.`
  if (text.split(':').length > maxKeys) return 'The text has too many keys.'
  return undefined
}

const notText = 'The text holds half a character: no Unicode.'

/** Escapes of YAML can write what its text cannot hold, and no database either. */
function reportHalves(source: SourceFile, control: unknown): void {
  JSON.stringify(control, (_, value: unknown) => {
    if (typeof value === 'string' && !value.isWellFormed()) source.report(notText)
    return value
  })
}

/** No less than the depth of the YAML: open brackets, and indentation, which opens one level or more for each step. */
function deepest(text: string): number {
  let [open, most] = [0, 0]
  for (const character of text) {
    if (character === '[' || character === '{') most = Math.max(most, ++open)
    if (character === ']' || character === '}') open = Math.max(0, open - 1)
  }
  const dashes = Math.max(0, ...[...text.matchAll(/^[ ]*(?:[-?:] +)+/gm)].map(([start]) => start.length / 2))
  const indents = new Set([...text.matchAll(/^ +(?=\S)/gm)].map(([start]) => start.length))
  return Math.max(most, dashes, indents.size)
}

function placeIn({ resource }: ControlFile, { cid, copiedFrom }: Draft, { types, serviceOf }: OwnContext): Place {
  const [type = ''] = [resource].flat()
  const prefix = type.split('.', 1)[0] as Cloud
  const cloud = clouds.includes(prefix) ? prefix : 'aws'
  const service = (copiedFrom === undefined ? undefined : serviceOf(copiedFrom)) ?? types.get(type)?.service ?? ''
  return { slug: `own/${cloud}/${cid ?? 'draft'}`, cloud, service }
}

function reportTypes(source: SourceFile, [loaded]: readonly LoadedControl[]): void {
  const resources = loaded?.control.resources ?? []
  resources.forEach((type, index) => {
    if (resources.indexOf(type) !== index) source.report(`${type} is listed twice`, ['resource', index])
  })
}

function toTextProblem({ line, column, message, text }: Problem): TextProblem {
  const [word = ''] = /^[\w.-]+/.exec(text.slice(column - 1)) ?? []
  return { line, column, length: Math.max(1, word.length), message: message.slice(0, 500) }
}

type Told = 'version' | 'author' | 'created' | 'modified' | 'copiedFrom'

/** What is told of a control of one's own. */
export const describeOwn = (
  { control }: LoadedControl,
  { version, author, created, modified, copiedFrom }: Partial<Pick<Control, Told>>,
): Omit<Control, 'policies'> => ({
  ...control,
  origin: 'own',
  ...(version !== undefined && { version }),
  ...(author !== undefined && { author }),
  ...(created !== undefined && { created }),
  ...(modified !== undefined && { modified }),
  ...(copiedFrom !== undefined && { copiedFrom }),
})
