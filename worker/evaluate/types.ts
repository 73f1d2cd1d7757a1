import { z } from 'zod'
import type { Relation, ResourceType } from '../resource-type.ts'
import { type CelEnvironment, createEnvironment } from './environment.ts'
import { listOf, type Shape, shapeOf, text } from './shape.ts'

/** What the controls of a resource type may read. */
export type TypeNames = {
  readonly type: string
  readonly resource: Shape
  readonly related: Shape
  readonly environment: CelEnvironment
}

type Types = ReadonlyMap<string, ResourceType>

export function namesOf({ type, fields, relations = {} }: ResourceType, types: Types): TypeNames {
  const resource: Shape = { kind: 'object', fields: new Map([...common, ...fieldsOf(fields)]) }
  const related: Shape = {
    kind: 'object',
    fields: new Map(
      Object.entries(relations).map(([name, relation]) => [name, targetOf(relation, resource, types)] as const),
    ),
  }
  return { type, resource, related, environment: createEnvironment({ resource, related }) }
}

const common: ReadonlyMap<string, Shape> = new Map([
  ['id', text],
  ['name', text],
  ['region', text],
  ['account', text],
  ['tags', shapeOf(z.record(z.string(), z.string()))],
])

const fieldsOf = (fields: z.ZodObject): ReadonlyMap<string, Shape> => shapeOf(fields).fields ?? new Map()

/** A relation whose key is a list leads to a list. */
function targetOf({ type, key }: Relation, resource: Shape, types: Types): Shape {
  const target = types.get(type)
  const fields = new Map([['id', text], ...(target ? fieldsOf(target.fields) : [])] as const)
  const record: Shape = { kind: 'record', fields }
  return resource.fields?.get(key)?.kind === 'list' ? listOf(record) : record
}
