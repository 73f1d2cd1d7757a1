import type { ControlFile } from '../../shared/control.ts'
import { wrongDefault } from '../parameter-values.ts'
import type { SourceFile } from './source-file.ts'

/** Reports parameters that no control can mean: too many of them, names that JavaScript knows, values out of bounds. */
export function reportParameters(source: SourceFile, { parameters = {} }: ControlFile): void {
  const entries = Object.entries(parameters)
  if (entries.length > 20) source.report('more than 20 parameters', ['parameters'])
  for (const [name, { default: value }] of entries) {
    if (name in {}) source.report(`${name} cannot be the name of a parameter`, ['parameters', name])
    const wrong = wrongDefault(value)
    if (wrong) source.report(wrong, ['parameters', name, 'default'])
  }
}
