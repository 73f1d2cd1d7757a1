import { ZodError } from 'zod'
import type { TriedExample } from '../catalogue.ts'
import type { LoadedControl } from './control.ts'
import { type Example, inputOf, judgeExample } from './examples.ts'
import type { OwnContext } from './own.ts'
import type { SourceFile } from './source-file.ts'

/** Milliseconds that all examples of one control may take together. */
const patience = 1000

/**
 * Runs the examples of a control, and reports those that do not come out as they say, and what is missing: for each
 * resource type one that passes and one that fails.
 */
export function tryExamples(
  source: SourceFile,
  loaded: readonly LoadedControl[],
  context: OwnContext,
): readonly TriedExample[] {
  const end = performance.now() + patience
  const examples = loaded[0]?.file.examples ?? []
  reportNames(source, examples)
  const tried: TriedExample[] = []
  for (const [index, example] of examples.entries()) {
    if (performance.now() > end) {
      source.report('the examples take longer than a second', ['examples', index])
      return tried
    }
    const own = loaded.length === 1 ? loaded[0] : loaded.find(({ type }) => type === example.type)
    if (!own) source.report('say in `type` which of the resource types it is of', ['examples', index])
    else tried.push(tryExample(source, own, { example, index, context }))
  }
  for (const { type } of loaded) reportMissing(source, examples, loaded.length === 1 ? undefined : type)
  return tried
}

type One = { readonly example: Example; readonly index: number; readonly context: OwnContext }

function tryExample(source: SourceFile, loaded: LoadedControl, { example, index, context }: One): TriedExample {
  const { name, expect: expected } = example
  const got = outcomeOf(loaded, example, context)
  if ('mistake' in got) {
    source.report(`example "${name}": ${got.mistake}`, ['examples', index, example.raw ? 'raw' : 'resource'])
    return { name, expected, got: 'ERROR' }
  }
  if (got.result !== expected) {
    source.report(`example "${name}" expects ${expected}, but the control says ${got.result}${got.why}`, [
      ...['examples', index, 'expect'],
    ])
  }
  return { name, expected, got: got.result }
}

function outcomeOf(loaded: LoadedControl, example: Example, { types, names }: OwnContext) {
  const [type, own] = [types.get(loaded.type), names.get(loaded.type)]
  if (!type || !own) return { mistake: `there is no resource type ${loaded.type}` }
  try {
    const verdict = judgeExample(loaded, example, inputOf(example, type, types, own))
    const [row] = verdict?.evidence ?? []
    return { result: verdict?.result ?? 'NOT_APPLICABLE', why: row ? ` (${row.setting}: ${row.actual})` : '' }
  } catch (error) {
    return { mistake: mistakeOf(error) }
  }
}

function mistakeOf(error: unknown): string {
  if (!(error instanceof ZodError)) return error instanceof Error ? error.message : 'cannot be read'
  const [issue] = error.issues
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
}

function reportNames(source: SourceFile, examples: readonly Example[]): void {
  const names = examples.map(({ name }) => name)
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) source.report(`"${name}" is the name of two examples`, ['examples', index])
  })
}

function reportMissing(source: SourceFile, examples: readonly Example[], type: string | undefined): void {
  const own = examples.filter((example) => type === undefined || example.type === type)
  for (const result of ['PASS', 'FAIL']) {
    if (own.some((example) => example.expect === result)) continue
    source.report(`no example${type ? ` of ${type}` : ''} expects ${result}`, ['examples'])
  }
}
