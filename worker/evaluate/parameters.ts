import type { ControlFile } from '../../shared/control.ts'
import { bool, double, dyn, int, listOf, type Shape, text } from './shape.ts'

/** The parameters of a control as expressions see them; typed by their defaults. */
export function parametersOf({ parameters = {} }: ControlFile): {
  readonly shape: Shape
  readonly values: Readonly<Record<string, unknown>>
} {
  const defaults = Object.entries(parameters).map(([name, parameter]) => [name, parameter.default] as const)
  const fields = new Map(defaults.map(([name, value]) => [name, shapeOfValue(value)]))
  return { shape: { kind: 'object', fields }, values: Object.fromEntries(defaults) }
}

function shapeOfValue(value: unknown): Shape {
  if (Array.isArray(value)) return listOf(common(value.map(shapeOfValue)))
  if (typeof value === 'boolean') return bool
  if (typeof value === 'string') return text
  return Number.isSafeInteger(value) ? int : double
}

function common([first = dyn, ...others]: readonly Shape[]): Shape {
  return others.every(({ kind }) => kind === first.kind) ? first : dyn
}
