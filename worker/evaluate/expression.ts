import { compile } from './compile.ts'
import type { CelEnvironment } from './environment.ts'
import type { Term } from './frame.ts'
import { ExpressionError, type Reads, type Scope } from './scope.ts'

export type Expression = { readonly source: string; readonly term: Term; readonly reads: Reads }

/** A longer one means that a fact is missing. */
const maxLength = 600

/**
 * Parses, compiles and type-checks an expression. Throws `ExpressionError`: the first mistake, and where it is. What is
 * expected is `bool`, or anything that can be shown.
 */
export function compileExpression(
  source: string,
  expected: 'bool' | 'any',
  environment: CelEnvironment,
  names: Pick<Scope, 'type' | 'resource' | 'related' | 'parameters'>,
): Expression {
  if (source.length > maxLength) {
    throw new ExpressionError(`longer than ${maxLength} characters: a fact is missing`, maxLength)
  }
  const reads: Reads = { fields: new Set(), relations: new Set(), names: new Set() }
  const parsed = orRefuse(() => environment.parse(source))
  const term = compile(parsed.ast, { ...names, source, locals: new Map(), reads })
  const { valid, type, error } = parsed.check()
  if (!valid) throw refusal(error)
  if (expected === 'bool' && type !== 'bool') throw new ExpressionError(`must be true or false, but is ${type}`, 0)
  return { source, term, reads }
}

function orRefuse<Value>(parse: () => Value): Value {
  try {
    return parse()
  } catch (error) {
    throw refusal(error)
  }
}

type CelError = { readonly summary?: string; readonly range?: { readonly start: number }; readonly message: string }

function refusal(error: unknown): ExpressionError {
  const { summary, range, message } = error as CelError
  const sentence = (summary ?? message)
    .replace(/^no such overload: (?=\S+ (==|!=|<|>|<=|>=|in) )/, 'cannot be compared: ')
    .replace(/^no such overload: /, 'cannot be combined: ')
    .replace(/Type_\w+/g, 'object')
    .replace(/google\.protobuf\./g, '')
  return new ExpressionError(sentence.split('\n', 1)[0] ?? '', range?.start ?? 0)
}
