import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TextProblem } from '../catalogue.ts'
import { cleanLines } from './clean.ts'
import { type Command, readArguments } from './command.ts'
import { CliError, exits, usageError } from './exits.ts'
import type { Terminal } from './terminal.ts'

/** `plumbline control check`: what is wrong with control files of one's own; needs neither a database nor a worker. */
export const controlCheck: Command = {
  name: 'control check',
  usage: 'FILE…',
  about: `Checks control files of one's own, or folders of them (*.yaml, without *.policy.yaml): everything that a worker would
refuse them for, expressions and types included, and their examples.`,
  options: {},
  more: 'Exit codes: 0 all are fine, 1 mistakes, 2 the command is wrong.',
  async run(args, terminal) {
    const { positionals } = readArguments(controlCheck, args)
    if (positionals.length === 0) throw usageError('Name the control files to check, or a folder of them.')
    const files = positionals.flatMap(filesAt)
    if (files.length === 0) throw usageError(`There are no *.yaml files in ${positionals.join(', ')}.`)
    const check = await loadChecker()
    const counts = { problems: 0, broken: 0 }
    for (const file of files) {
      const text = readText(file)
      const problems = check(text)
      counts.problems += problems.length
      counts.broken += Math.sign(problems.length)
      for (const problem of problems) if (!(await terminal.write(describe(file, text, problem)))) break
    }
    return tell(files.length, counts, terminal)
  },
}

function tell(files: number, { problems, broken }: { problems: number; broken: number }, { say }: Terminal): number {
  const count = files === 1 ? '1 control' : `${files} controls`
  if (problems === 0) say(`${count} checked: all fine.`)
  else say(`${count} checked: ${problems === 1 ? '1 mistake' : `${problems} mistakes`} in ${broken}.`)
  return problems === 0 ? exits.ok : exits.found
}

/** What a worker does with a control that is being written. */
async function loadChecker(): Promise<(text: string) => readonly TextProblem[]> {
  const [{ resourceTypes: types }, { namesOfAll }, { compileOwn }] = await Promise.all([
    import('../collect/index.ts'),
    import('../evaluate/load.ts'),
    import('../evaluate/own.ts'),
  ])
  const context = { types, names: namesOfAll(types), serviceOf: () => undefined }
  return (text) => compileOwn({ text }, context).problems
}

function filesAt(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw usageError(`There is no file ${path}.`)
  if (!found.isDirectory()) return [path]
  return globSync('**/*.{yaml,yml}', { cwd: path })
    .filter((file) => !/\.policy\.ya?ml$/.test(file))
    .sort()
    .map((file) => join(path, file))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CliError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, exits.usage)
  }
}

/** Characters of a line that are shown beside the caret. */
const longest = 200

/** As compilers have it: `file:line:column: message`, the line, and a caret under the spot. */
function describe(file: string, text: string, { line, column, length, message }: TextProblem): string {
  const whole = (text.split(/\r?\n/)[line - 1] ?? '').replaceAll('\t', ' ')
  const start = Math.max(0, column - longest / 2)
  const shown = cleanLines(whole.slice(start, start + longest))
  const number = String(line)
  const caret = `${' '.repeat(column - 1 - start)}${'^'.repeat(Math.max(1, Math.min(length, shown.length - (column - 1 - start))))}`
  const place = cleanLines(`${file}:${line}:${column}: ${message}`)
  return `${place}\n${number} | ${shown}\n${' '.repeat(number.length)} | ${caret}\n\n`
}
