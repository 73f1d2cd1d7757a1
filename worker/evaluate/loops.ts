import type { Call } from './calls.ts'
import type { Node } from './environment.ts'
import { asBoolean, asList, type Frame, spend, type Term } from './frame.ts'
import { TooManySteps } from './no-answer.ts'
import { ExpressionError, type Scope } from './scope.ts'
import { bool, dyn, listOf, type Shape } from './shape.ts'

type Compile = (node: Node, scope: Scope) => Term
type Translation = Omit<Term, 'text'>
type Loop = (call: Call, scope: Scope, compile: Compile) => Translation

const maxNesting = 2

/** The macros that go through a list. */
export const loops: ReadonlyMap<string, Loop> = new Map<string, Loop>([
  ['exists', over(bool, (each) => quantifier(true, each))],
  ['all', over(bool, (each) => quantifier(false, each))],
  ['exists_one', over(bool, (each) => (frame) => matching(each, frame).length === 1)],
  ['filter', over('same', (each) => (frame) => matching(each, frame))],
  ['map', over('body', (each) => (frame) => [...values(each, frame)].map(([, value]) => value))],
])

/** A list, and what is asked of each of its items. */
type Each = { readonly list: Term; readonly body: Term; readonly slot: number }

function over(result: Shape | 'same' | 'body', build: (each: Each) => Term['run']): Loop {
  return ({ receiver, args, node, name }, scope, compile) => {
    const [variable, bodyNode] = args
    if (!receiver || !bodyNode || variable?.op !== 'id' || args.length !== 2) {
      throw new ExpressionError(`${name}() takes a variable and an expression`, node.start)
    }
    const list = compile(receiver, scope)
    const slot = scope.locals.size
    if (slot >= maxNesting) throw new ExpressionError('loops are nested deeper than two: a fact is missing', node.start)
    const locals = new Map(scope.locals).set(variable.args, { slot, shape: list.shape.element ?? dyn })
    if (locals.size === slot)
      throw new ExpressionError(`${variable.args} is the name of an outer loop's item`, variable.start)
    const body = compile(bodyNode, { ...scope, locals })
    const shape = result === 'same' ? list.shape : result === 'body' ? listOf(body.shape) : result
    return { shape, run: build({ list, body, slot }) }
  }
}

/** Each item with the body's value for it. */
function* values({ list, body, slot }: Each, frame: Frame): Generator<readonly [item: unknown, value: unknown]> {
  for (const item of asList(list.run(frame), list)) {
    spend(frame, 1)
    frame.locals[slot] = item
    yield [item, body.run(frame)]
  }
}

const matching = (each: Each, frame: Frame): unknown[] =>
  [...values(each, frame)].filter(([, value]) => asBoolean(value, each.body)).map(([item]) => item)

/** One item that decides is enough, even where others have no answer. */
function quantifier(decisive: boolean, { list, body, slot }: Each): Term['run'] {
  return (frame) => {
    let failure: unknown
    for (const item of asList(list.run(frame), list)) {
      spend(frame, 1)
      frame.locals[slot] = item
      try {
        if (asBoolean(body.run(frame), body) === decisive) return decisive
      } catch (error) {
        if (error instanceof TooManySteps) throw error
        failure ??= error
      }
    }
    if (failure !== undefined) throw failure
    return !decisive
  }
}
