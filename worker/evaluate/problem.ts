/** Something wrong in a control or policy file. Lines and columns count from 1. */
export type Problem = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  /** The line that it is in. */
  readonly text: string
}

/** Controls or policies cannot be loaded: everything that is wrong with all of them, each with a caret under the spot. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join('\n\n'))
    this.problems = problems
  }
}

function describe({ file, line, column, message, text }: Problem): string {
  const number = String(line)
  const caret = `${' '.repeat(number.length)} | ${' '.repeat(column - 1)}^`
  return `${file}:${line}:${column}: ${message}\n${number} | ${text.replaceAll('\t', ' ')}\n${caret}`
}
