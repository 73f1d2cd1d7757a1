import { suggestion } from '../../shared/nearest.ts'
import type { RelatedResource } from '../evaluator.ts'
import type { Node } from './environment.ts'
import { asList, asNumber, type Frame, type Term } from './frame.ts'
import { noAnswer } from './no-answer.ts'
import { ExpressionError, type Scope } from './scope.ts'
import { dyn, type Shape } from './shape.ts'

type Member = Extract<Node, { op: '.' | '.?' }>
type Translation = Omit<Term, 'text'>

/** `a.b` and `a.?b`: the same here, for an absent value is null all the way down. */
export function memberOf(node: Member, scope: Scope, compile: (node: Node, scope: Scope) => Term): Translation {
  const [owner, name] = node.args
  scope.reads.names.add(name)
  if (owner.op === 'id' && !scope.locals.has(owner.args)) {
    const root = rootMember(owner.args, name, node, scope)
    if (root) return root
  }
  const term = compile(owner, scope)
  const { run, shape } = term
  if (shape.kind === 'record') return { shape: fieldShape(shape, name, node, term.text), run: recordField(run, name) }
  if (shape.kind === 'object') return { shape: fieldShape(shape, name, node, term.text), run: field(run, name) }
  return { shape: shape.element ?? dyn, run: field(run, name) }
}

function rootMember(root: string, name: string, node: Member, scope: Scope): Translation | undefined {
  if (root === 'resource') {
    const shape = fieldShape(scope.resource, name, node, scope.type)
    scope.reads.fields.add(name)
    return { shape, run: resourceField(name) }
  }
  if (root === 'related') {
    const shape = fieldShape(scope.related, name, node, `related resources of ${scope.type}`)
    scope.reads.relations.add(name)
    return { shape, run: ({ input }) => (Object.hasOwn(input.related, name) ? (input.related[name] ?? null) : null) }
  }
  if (root !== 'parameters') return undefined
  const shape = fieldShape(scope.parameters, name, node, 'the parameters')
  return { shape, run: ({ parameters }) => own(parameters, name) }
}

/** Refuses a misspelt field, also where the type check of CEL lets it pass: in `has()` and after `.?`. */
export function fieldShape({ fields }: Shape, name: string, { end }: Node, owner: string): Shape {
  const shape = fields?.get(name)
  if (shape) return shape
  const hint = suggestion(name, fields?.keys() ?? [])
  throw new ExpressionError(`${owner} has no field "${name}"${hint}`, end - name.length)
}

/** Own properties only: a control must never reach what JavaScript puts behind every object. */
function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null
  return (value as Record<string, unknown>)[name] ?? null
}

const field =
  (owner: Term['run'], name: string): Term['run'] =>
  (frame) =>
    own(owner(frame), name)

const common: readonly string[] = ['id', 'name', 'region', 'account', 'tags']

function resourceField(name: string): Term['run'] {
  if (!common.includes(name)) return ({ input }) => own(input.config, name)
  return ({ input }: Frame) => own(input.config, name) ?? own(input, name)
}

function recordField(owner: Term['run'], name: string): Term['run'] {
  return (frame) => {
    const record = owner(frame) as RelatedResource | null
    if (record === null) return null
    return own(record.config, name) ?? (name === 'id' ? record.id : null)
  }
}

/** `list[0]`, `map["key"]`: a key that is not there is absent, a place outside a list has no answer. */
export function indexOf(owner: Term, key: Term, node: Node): Translation {
  const { shape, run } = owner
  if (shape.kind === 'object' || shape.kind === 'record') {
    throw new ExpressionError('write a field with a dot', node.start)
  }
  if (shape.kind === 'map')
    return { shape: shape.element ?? dyn, run: (frame) => own(run(frame), String(key.run(frame))) }
  return {
    shape: shape.element ?? dyn,
    run: (frame) => at(asList(run(frame), owner), asNumber(key.run(frame), key), owner),
  }
}

function at(list: readonly unknown[], index: number, { text }: Term): unknown {
  if (index in list) return list[index] ?? null
  throw noAnswer(text, 'has no such item')
}
