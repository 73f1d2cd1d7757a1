import { z } from 'zod'
import { openings } from '../facts/openings.ts'

/** What a control may read: the part of a zod schema that the expressions need. */
export type Shape = {
  readonly kind: 'string' | 'int' | 'double' | 'bool' | 'time' | 'list' | 'map' | 'object' | 'record' | 'null' | 'dyn'
  /** Of a list or map. */
  readonly element?: Shape
  /** Of an object, and of a record, which is a related resource. */
  readonly fields?: ReadonlyMap<string, Shape>
  /** The only values of a string. */
  readonly words?: readonly string[]
  /** Name of the type in messages and function signatures. */
  readonly name?: string
}

export const text: Shape = { kind: 'string' }
export const int: Shape = { kind: 'int' }
export const double: Shape = { kind: 'double' }
export const bool: Shape = { kind: 'bool' }
export const time: Shape = { kind: 'time' }
export const nothing: Shape = { kind: 'null' }
export const dyn: Shape = { kind: 'dyn' }
export const listOf = (element: Shape): Shape => ({ kind: 'list', element })

/** The shape of a zod schema; what expressions cannot be checked against is `dyn`. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return text
    case 'number':
      return schema instanceof z.ZodNumber && schema.isInt ? int : double
    case 'boolean':
      return bool
    case 'enum':
      return ofValues(Object.values(def.entries))
    case 'literal':
      return ofValues(def.values)
    case 'array':
      return listOf(shapeOf(def.element))
    case 'record':
      return { kind: 'map', element: shapeOf(def.valueType) }
    case 'object':
      return ofObject(schema, def.shape)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return shapeOf(def.innerType)
    case 'union':
      return common(def.options.map(shapeOf))
    default:
      return dyn
  }
}

const ofObject = (schema: z.core.$ZodType, shape: z.core.$ZodShape): Shape => ({
  kind: 'object',
  fields: new Map(Object.entries(shape).map(([name, field]) => [name, shapeOf(field)])),
  ...(schema === openings.element ? { name: 'Opening' } : {}),
})

function ofValues(values: readonly unknown[]): Shape {
  const words = values.filter((value) => typeof value === 'string')
  if (words.length === values.length) return { kind: 'string', words }
  if (values.every((value) => typeof value === 'boolean')) return bool
  return values.every((value) => Number.isSafeInteger(value)) ? int : dyn
}

function common(shapes: readonly Shape[]): Shape {
  const [first = dyn] = shapes
  if (['list', 'map', 'object'].includes(first.kind)) return dyn
  if (shapes.some(({ kind }) => kind !== first.kind)) return dyn
  if (first.kind !== 'string' || shapes.some(({ words }) => !words)) return { kind: first.kind }
  return { kind: 'string', words: shapes.flatMap(({ words = [] }) => words) }
}
