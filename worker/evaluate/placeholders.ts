import type { ControlFile } from '../../shared/control.ts'
import { suggestion } from '../../shared/nearest.ts'
import type { Shape } from './shape.ts'
import type { SourceFile, YamlPath } from './source-file.ts'

const common = ['name', 'id', 'region', 'account', 'shortId']

/** Reports placeholders in the steps and the command line that nothing would fill in. */
export function reportPlaceholders(source: SourceFile, { remediation }: ControlFile, { fields }: Shape): void {
  const texts = [...(fields ?? [])].filter(([, { kind }]) => kind === 'string').map(([name]) => name)
  const known = new Set([...common, ...texts])

  function reportIn(text: string, path: YamlPath): void {
    for (const match of text.matchAll(/(?<!\$)\{([A-Za-z]\w*)\}/g)) {
      const [placeholder, name = ''] = match
      if (!known.has(name))
        source.report(`nothing fills in ${placeholder}${suggestion(name, known)}`, path, match.index)
    }
  }
  remediation.steps.forEach((step, index) => {
    reportIn(step, ['remediation', 'steps', index])
  })
  reportIn(remediation.cli ?? '', ['remediation', 'cli'])
}
