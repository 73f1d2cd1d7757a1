import { suggestion } from '../../shared/nearest.ts'
import { compileCall } from './calls.ts'
import { comparison } from './comparisons.ts'
import type { Node } from './environment.ts'
import { asBoolean, asNumber, type Term } from './frame.ts'
import { indexOf, memberOf } from './members.ts'
import { arithmetic } from './operators.ts'
import { ExpressionError, type Scope } from './scope.ts'
import { bool, double, dyn, int, listOf, nothing, type Shape, text, time } from './shape.ts'

/**
 * Turns a checked expression into functions. The CEL library could evaluate it too, but what a control needs is not
 * CEL's own: JSON numbers compare with whole numbers, an absent field is null wherever it is read, and every loop is
 * paid for (see `spend`). Throws `ExpressionError` for what controls may not use.
 */
export function compile(node: Node, scope: Scope): Term {
  const { run, shape, literal } = translate(node, scope)
  return { run, shape, literal, text: scope.source.slice(node.start, node.end) }
}

type Translation = Omit<Term, 'text'>

function translate(node: Node, scope: Scope): Translation {
  const part = (child: Node) => compile(child, scope)
  switch (node.op) {
    case 'value':
      return literalOf(node.args, node)
    case 'id':
      return variable(node.args, node, scope)
    case '.':
    case '.?':
      return memberOf(node, scope, compile)
    case '[]':
    case '[?]':
      return indexOf(part(node.args[0]), part(node.args[1]), node)
    case 'call':
      return compileCall({ name: node.args[0], args: node.args[1], node }, scope, compile)
    case 'rcall':
      return compileCall({ name: node.args[0], receiver: node.args[1], args: node.args[2], node }, scope, compile)
    case 'list':
      return list(node.args.map(part))
    case '?:':
      return choice(part(node.args[0]), part(node.args[1]), part(node.args[2]))
    case '!_':
      return not(part(node.args))
    case '-_':
      return negative(part(node.args))
    case '+':
    case '-':
    case '*':
      return arithmetic(node.op, ...numbersOrTexts(node, part(node.args[0]), part(node.args[1])))
    default:
      return comparison(node, part)
  }
}

function literalOf(value: unknown, { start }: Node): Translation {
  const literal = typeof value === 'bigint' ? Number(value) : value
  const shape = typeof value === 'bigint' ? int : literalShapes.get(literal === null ? 'null' : typeof literal)
  if (!shape) throw new ExpressionError('bytes and unsigned numbers are not available in controls', start)
  if (shape === int && !Number.isSafeInteger(literal)) throw new ExpressionError('the number is too large', start)
  return { shape, literal, run: () => literal }
}

const literalShapes = new Map<string, Shape>([
  ['string', text],
  ['number', double],
  ['boolean', bool],
  ['null', nothing],
])

function variable(name: string, { start }: Node, scope: Scope): Translation {
  const local = scope.locals.get(name)
  if (local) return { shape: local.shape, run: ({ locals }) => locals[local.slot] ?? null }
  if (name === 'now') return { shape: time, run: ({ now }) => now }
  if (['resource', 'related', 'parameters'].includes(name)) throw new ExpressionError(`name a field of ${name}`, start)
  throw new ExpressionError(`there is no ${name}${suggestion(name, ['resource', 'related', 'parameters'])}`, start)
}

function list(elements: readonly Term[]): Translation {
  const shape = listOf(elements[0]?.shape ?? dyn)
  if (elements.some(({ literal }) => literal === undefined)) {
    return { shape, run: (frame) => elements.map((element) => element.run(frame)) }
  }
  const literal = elements.map((element) => element.literal)
  return { shape, literal, run: () => literal }
}

const choice = (condition: Term, yes: Term, no: Term): Translation => ({
  shape: yes.shape.kind === 'null' ? no.shape : yes.shape,
  run: (frame) => (asBoolean(condition.run(frame), condition) ? yes : no).run(frame),
})

const not = (operand: Term): Translation => ({ shape: bool, run: (frame) => !asBoolean(operand.run(frame), operand) })

const negative = (operand: Term): Translation => ({
  shape: operand.shape,
  run: (frame) => -asNumber(operand.run(frame), operand),
})

function numbersOrTexts({ start }: Node, left: Term, right: Term): [Term, Term] {
  const kinds = [left.shape.kind, right.shape.kind]
  if (kinds.every((kind) => ['int', 'double', 'dyn', 'string'].includes(kind))) return [left, right]
  throw new ExpressionError(`${kinds.join(' and ')} cannot be added up in controls`, start)
}
