import { suggestion } from '../../shared/nearest.ts'
import type { Access } from './access.ts'
import { type Command, type Options, readArguments, workerOption } from './command.ts'
import { CliError, exits, usageError } from './exits.ts'
import { chunksOf } from './findings.ts'
import { openAccess, withAccess } from './open-access.ts'
import { openOutput } from './output.ts'
import type { Terminal } from './terminal.ts'

/** The lists, as the addresses below `/api/exports` name them. */
const lists = [
  'resources',
  'resource-types',
  'controls',
  'evaluations',
  'resource-evaluations',
  'connectors',
  'runs',
  'mandates',
] as const

const formats = ['csv', 'jsonl', 'xlsx', 'ocsf', 'asff', 'sarif'] as const

const options = {
  format: { type: 'string', value: 'FORMAT', choices: formats, about: `${formats.join(', ')}; csv where not given` },
  query: { type: 'string', value: 'QUERY', about: 'only what fits a query' },
  filter: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    about:
      'any other filter of the list, as the API names it: cloud=aws, criticality=HIGH, result=FAIL, … (repeatable)',
  },
  columns: { type: 'string', value: 'KEYS', about: 'columns in their order, separated by commas' },
  limit: { type: 'string', value: 'NUMBER', about: 'most records; all where not given' },
  'time-zone': { type: 'string', value: 'NAME', about: 'time zone of the times; UTC where not given' },
  output: { type: 'string', value: 'FILE', about: 'write to a file, which appears when it is whole' },
  ...workerOption,
} as const satisfies Options

/** `plumbline export`: a list as a file, streamed. */
export const exportList: Command<typeof options> = {
  name: 'export',
  usage: 'LIST [options]',
  about: `Writes a list as a file. LIST is one of ${lists.join(', ')}.`,
  options,
  more: 'OCSF, ASFF and SARIF are for evaluations; ASFF needs --filter cloud=aws. The filter id=RESOURCE says whose resource-evaluations.',
  async run(args, terminal) {
    const { values, positionals } = readArguments(exportList, args)
    const [list = '', ...others] = positionals
    if (others.length > 0 || !lists.some((one) => one === list)) {
      throw usageError(`Give one list of ${lists.join(', ')}${suggestion(list, lists) || '.'}`)
    }
    const { format = 'csv', output } = values
    if (format === 'xlsx' && output === undefined && terminal.isTerminal) {
      throw usageError('A workbook is no text for a terminal: give --output FILE.')
    }
    const query = new URLSearchParams([
      ...Object.entries({ format, limit: values.limit ?? 'all' }),
      ...given({ query: values.query, columns: values.columns, timeZone: values['time-zone'] }),
      ...(values.filter ?? []).map(readFilter),
    ])
    const access = await openAccess('lists', values.worker, terminal)
    return withAccess(access, () => copy(access, `/api/exports/${list}?${query}`, output, terminal))
  },
}

const given = (values: Readonly<Record<string, string | undefined>>) =>
  Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)

function readFilter(text: string): [string, string] {
  const [, name = '', value = ''] = /^([A-Za-z]+)=(.*)$/s.exec(text) ?? []
  if (!name || name === 'format' || name === 'limit')
    throw usageError(`--filter is NAME=VALUE, such as cloud=aws; not ${text}.`)
  return [name, value]
}

async function copy(access: Access, path: string, file: string | undefined, terminal: Terminal): Promise<number> {
  const response = await access.request(path)
  const output = await openOutput(file, terminal)
  try {
    for await (const chunk of chunksOf(response)) {
      if (terminal.signal.aborted) throw new CliError('Ended; the file is not whole.', Number(terminal.signal.reason))
      if (!(await output.write(chunk))) return exits.ok
    }
    await output.done()
  } catch (error) {
    await output.abandon()
    throw error
  }
  const cut = response.headers.get('x-plumbline-cut')
  if (cut) terminal.say(`Cut at ${Number(cut).toLocaleString('en')} records: there are more.`)
  return exits.ok
}
