import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { openings } from '../facts/openings.ts'
import { functions } from './functions.ts'
import { type Shape, shapeOf } from './shape.ts'

export type Node = ASTNode
export type CelEnvironment = Environment

const timestamp = 'google.protobuf.Timestamp'
const limits = { maxAstNodes: 300, maxDepth: 40, maxListElements: 200, maxMapEntries: 0, maxCallArguments: 8 }

/**
 * What the CEL library parses and checks the controls of one resource type against. It is never asked to evaluate: see
 * compile.ts.
 */
export function createEnvironment(variables: Readonly<Record<'resource' | 'related', Shape>>): CelEnvironment {
  const environment = new Environment({ enableOptionalTypes: true, limits })
  for (const name of ['string', 'int', 'double', 'bool', timestamp]) allowNull(environment, name)
  for (const operator of ['+', '-', '*']) {
    environment.registerOperator(`double ${operator} int: double`, unused)
    environment.registerOperator(`int ${operator} double: double`, unused)
  }
  environment.registerOperator('double == int: bool', unused)
  const declare = typeNames(environment, allowNull)
  declare(shapeOf(openings.element), 'Opening')
  for (const [name, shape] of Object.entries(variables)) environment.registerVariable(name, declare(shape, name))
  environment.registerVariable('now', timestamp)
  for (const { signatures } of functions.values()) {
    for (const signature of signatures) environment.registerFunction(signature, unused)
  }
  return environment
}

/** The same with the parameters of one control. */
export function withParameters(environment: CelEnvironment, parameters: Shape): CelEnvironment {
  const own = environment.clone()
  return own.registerVariable('parameters', typeNames(own, () => {})(parameters, 'parameters'))
}

function unused(): never {
  throw new Error('expressions are compiled, not interpreted')
}

const allowNull = (environment: CelEnvironment, name: string) =>
  environment.registerOperator(`${name} == null: bool`, unused)

/** CEL's name of a shape; objects are declared when they are first met. */
function typeNames(
  environment: CelEnvironment,
  onFirst: (environment: CelEnvironment, name: string) => void,
): (shape: Shape, path: string) => string {
  const known = new Set<string>()

  function once(name: string, register: () => void): string {
    if (known.has(name)) return name
    known.add(name)
    register()
    onFirst(environment, name)
    return name
  }

  function object({ fields = new Map(), name }: Shape, path: string): string {
    return once(name ?? `Type_${path}`, () => {
      const types = [...fields].map(([field, shape]) => [field, nameOf(shape, `${path}_${field}`)])
      environment.registerType(name ?? `Type_${path}`, { fields: Object.fromEntries(types) })
    })
  }

  function nameOf(shape: Shape, path: string): string {
    if (shape.kind === 'object' || shape.kind === 'record') return object(shape, path)
    if (shape.kind === 'time') return timestamp
    const element = shape.element && nameOf(shape.element, `${path}_item`)
    if (shape.kind === 'map') return `map<string, ${element}>`
    return shape.kind === 'list' ? once(`list<${element}>`, () => {}) : shape.kind
  }
  return nameOf
}
