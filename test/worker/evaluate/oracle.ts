import {
  type CelInput,
  CelScalar,
  celEnv,
  celFunc,
  isCelError,
  isCelList,
  isCelMap,
  listType,
  parse,
  plan,
} from '@bufbuild/cel'
import { functions } from '../../../worker/evaluate/functions.ts'
import type { Shape } from '../../../worker/evaluate/shape.ts'
import type { EvaluationInput, RelatedResource } from '../../../worker/evaluator.ts'

/**
 * What a second, independent implementation of CEL makes of an expression: `error` where it has no answer, `undefined`
 * where the expression is out of its reach. Absent fields are given to it as null, which is what they are here.
 */
export function askOracle(
  expression: string,
  shapes: { readonly resource: Shape; readonly related: Shape },
  input: EvaluationInput,
  parameters: Readonly<Record<string, unknown>>,
  now: Date,
): boolean | 'error' | undefined {
  if (/\.\?|\[\?|timestamp\(/.test(expression)) return undefined
  const source = expression.replace(/\bhas\(/g, 'present(')
  const { id, name, region, account, tags, config, related } = input
  const records = Object.entries(related).map(([key, value]) => [key, configOf(value)] as const)
  const result = plan(
    environment,
    parse(source),
  )({
    resource: filled({ id, name, region, account, tags, ...config }, shapes.resource),
    related: filled(Object.fromEntries(records), shapes.related),
    parameters: filled(parameters, { kind: 'map' }),
    now: now.toISOString(),
  })
  if (isCelError(result)) return 'error'
  return typeof result === 'boolean' ? result : 'error'
}

function configOf(related: EvaluationInput['related'][string] | undefined): unknown {
  if (Array.isArray(related)) return (related as readonly RelatedResource[]).map(configOf)
  if (related === null || related === undefined || related === 'unread') return null
  return { id: (related as RelatedResource).id, ...(related as RelatedResource).config }
}

/** A value in which every field that its shape has is there, if only as null. */
function filled(value: unknown, shape: Shape): CelInput {
  if (value === undefined || value === null) return isObject(shape) ? nulls(shape) : null
  if (Array.isArray(value)) return value.map((item) => filled(item, shape.element ?? { kind: 'dyn' })) as CelInput
  if (typeof value === 'number' && shape.kind !== 'double' && Number.isInteger(value)) return BigInt(value)
  if (typeof value !== 'object') return value as CelInput
  const names = new Set([...Object.keys(value), ...(shape.fields?.keys() ?? [])])
  const field = (name: string) => (value as Record<string, unknown>)[name]
  const shapeOf = (name: string): Shape => shape.fields?.get(name) ?? shape.element ?? { kind: 'dyn' }
  return new Map([...names].map((name) => [name, filled(field(name), shapeOf(name))])) as CelInput
}

const isObject = ({ kind }: Shape) => kind === 'object'

/** Marks an absent object: CEL cannot read a field of null, so it is one whose fields are all null instead. */
const absent = '$absent'
const nulls = (shape: Shape): CelInput => filled({ [absent]: true }, shape)

/** Our own functions, on the oracle's values. */
const { STRING, INT, BOOL, DYN } = CelScalar
function call(name: string, ...values: unknown[]): unknown {
  const definition = functions.get(name)
  if (!definition) throw new Error(`there is no function ${name}`)
  return (definition.call as (...values: unknown[]) => unknown)(...values.map(plain))
}

const environment = celEnv({
  variables: { resource: DYN, related: DYN, parameters: DYN, now: STRING },
  funcs: [
    celFunc('present', [DYN], BOOL, (value) => value !== null && !(isCelMap(value) && value.has(absent))),
    celFunc('opens', [listType(DYN), STRING, INT], BOOL, (...values) => call('opens', ...values) as boolean),
    celFunc('openingsText', [listType(DYN), STRING, INT], STRING, (...values) =>
      String(call('openingsText', ...values)),
    ),
    celFunc('opens', [listType(DYN), STRING, INT, STRING], BOOL, (...values) => call('opens', ...values) as boolean),
    celFunc('daysSince', [STRING, STRING], INT, (time, now) =>
      BigInt(call('daysSince', time, new Date(now)) as number),
    ),
  ],
})

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (isCelList(value)) return [...value].map(plain)
  if (isCelMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]))
  return value
}
