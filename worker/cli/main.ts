import { suggestion } from '../../shared/nearest.ts'
import { withoutSecrets } from '../log.ts'
import { type Command, helpOf, program } from './command.ts'
import { CliError, exits, usageError } from './exits.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** Name → what it does; loaded when it is asked for. */
const commands: Readonly<Record<string, { readonly about: string; readonly load: () => Promise<Command> }>> = {
  scan: {
    about: 'run one connector and tell its findings, with an exit code for CI',
    load: async () => (await import('./scan.ts')).scan as Command,
  },
  export: {
    about: 'write a list as a file: CSV, JSON lines, Excel, OCSF, ASFF, SARIF',
    load: async () => (await import('./export.ts')).exportList as Command,
  },
  'control check': {
    about: "check control files of one's own, and run their examples",
    load: async () => (await import('./control-check.ts')).controlCheck,
  },
  'token create': { about: 'make a token', load: async () => (await import('./token.ts')).tokenCreate as Command },
  'token list': { about: 'list the tokens', load: async () => (await import('./token.ts')).tokenList as Command },
  'token revoke': {
    about: 'end a token for good',
    load: async () => (await import('./token.ts')).tokenRevoke as Command,
  },
}

function help(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`)
  const settings =
    'The settings are those of npm start: PLUMBLINE_DATA and the others. With --worker URL a worker that is running is asked.'
  return [
    `${program} COMMAND [options]`,
    '',
    ...lines,
    '',
    `${program} COMMAND --help tells more. ${settings}`,
    '',
  ].join('\n')
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first = '', second = ''] = args
  const isHelp = (one: string | undefined) => one === '--help' || one === '-h'
  if (first === 'help' || isHelp(first)) return show(help(), terminal)
  const name = [first, `${first} ${second}`].find((one) => Object.hasOwn(commands, one))
  const rest = args.slice(name?.split(' ').length)
  if (name === undefined) throw usageError(unknown(first, second))
  const command = await commands[name]?.load()
  if (!command) return exits.usage
  const end = rest.indexOf('--')
  if (rest.slice(0, end < 0 ? undefined : end).some(isHelp)) return show(helpOf(command), terminal)
  return command.run(rest, terminal)
}

function unknown(first: string, second: string): string {
  const known = Object.keys(commands)
  const asked = `${first} ${second}`.trim()
  const guess = suggestion(asked, known) || suggestion(first, known)
  const names = `The commands are ${known.join(', ')}.`
  return asked === '' ? `Give a command. ${names}` : `There is no command ${asked}${guess || '.'} ${names}`
}

async function show(text: string, { write }: Terminal): Promise<number> {
  await write(text)
  return exits.ok
}

/** One line for whoever called; the rest is for the debugger. */
function tell(error: unknown, { say, env }: Terminal): number {
  const message = withoutSecrets(error instanceof Error ? error.message : String(error))
  say(`plumbline: ${message}`)
  if (env.PLUMBLINE_LOG_LEVEL === 'trace') console.error(error)
  return error instanceof CliError ? error.code : settled(error)
}

const settled = (error: unknown) =>
  error instanceof Error && error.name === 'SettingsError' ? exits.usage : exits.failed

/** The first signal lets a command end what it has begun; the second one does not wait. */
function watchSignals(): AbortSignal {
  const ending = new AbortController()
  const onSignal = (code: number) => () => {
    if (ending.signal.aborted) process.exit(code)
    ending.abort(code)
  }
  process.on('SIGINT', onSignal(exits.interrupted)).on('SIGTERM', onSignal(exits.terminated))
  return ending.signal
}

const terminal = openTerminal(watchSignals())
const code = await dispatch(process.argv.slice(2), terminal).catch((error) => tell(error, terminal))
// What was written to a pipe is on its way still.
await terminal.write('')
process.exit(terminal.signal.aborted ? Number(terminal.signal.reason) : code)
