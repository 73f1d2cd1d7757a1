import { parseArgs } from 'node:util'
import { suggestion } from '../../shared/nearest.ts'
import { usageError } from './exits.ts'
import type { Terminal } from './terminal.ts'

/** An option as `node:util` takes it, and as the help shows it. */
export type Option = {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  readonly short?: string
  /** Stands for the value in the help: `FILE`. */
  readonly value?: string
  /** The only values that it may have. */
  readonly choices?: readonly string[]
  readonly about: string
}
export type Options = Readonly<Record<string, Option>>

/** A command of the program. */
export type Command<O extends Options = Options> = {
  readonly name: string
  /** What follows the name: `LIST [options]`. */
  readonly usage: string
  /** A sentence or more for the help. */
  readonly about: string
  readonly options: O
  /** What stands below the options in the help. */
  readonly more?: string
  /** Does it; answers the exit code, or throws `CliError`. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}

type Values<O extends Options> = {
  readonly [K in keyof O]?: O[K]['type'] extends 'boolean' ? boolean : O[K]['multiple'] extends true ? string[] : string
}

/** How the program is called, as the help and the mistakes show it. */
export const program = 'npm run plumbline --'

/** Reads the arguments of a command. Throws a usage error of one line that says what to do. */
export function readArguments<const O extends Options>(
  { name, options }: Pick<Command<O>, 'name' | 'options'>,
  args: readonly string[],
): { readonly values: Values<O>; readonly positionals: readonly string[] } {
  const { values, positionals } = parse(name, options, args)
  for (const [option, { choices }] of Object.entries(options)) {
    const value = values[option]
    if (choices && typeof value === 'string' && !choices.includes(value)) {
      throw usageError(`--${option} is one of ${choices.join(', ')}${suggestion(value, choices) || '.'}`)
    }
    if (value === '') throw usageError(`--${option} is empty.`)
  }
  return { values: values as Values<O>, positionals }
}

function parse(name: string, options: Options, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const [, option = ''] = /'(-[^' =]*)/.exec(message) ?? []
    const advice = `See ${program} ${name} --help.`
    if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw usageError(`${sentence(message)} ${advice}`)
    if (/token|secret|password/i.test(option)) throw usageError(`${option}: ${secrets}`)
    const known = Object.keys(options).map((key) => `--${key}`)
    throw usageError(`There is no option ${option}${suggestion(option, known) || '.'} ${advice}`)
  }
}

/** Arguments of a process are on show to everybody on the machine. */
const secrets = `secrets are not given on the command line, where others can read them. Tokens are read from PLUMBLINE_TOKEN, the secret of Azure from AZURE_CLIENT_SECRET.`

const sentence = (message: string) => `${message.split(/\.?\n|\. /, 1)[0]?.replace(/\.$/, '')}.`

/** The help of a command. */
export function helpOf({ name, usage, about, options, more }: Command): string {
  const rows = Object.entries(options).map(
    ([option, { value, about }]) => [`--${option}${value ? ` ${value}` : ''}`, about] as const,
  )
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
  return [`${program} ${name} ${usage}`, '', about, '', ...lines, ...(more ? ['', more] : []), ''].join('\n')
}

/** Reaches a worker that is running, in place of the data folder; an option of most commands. */
export const workerOption = {
  worker: {
    type: 'string',
    value: 'URL',
    about: 'ask a worker that is running, with the token in PLUMBLINE_TOKEN; without it, the data folder is used',
  },
} as const satisfies Options
