import { z } from 'zod'
import type { Token } from '../store/tokens.ts'
import { type Access, answer, checked } from './access.ts'
import { type Command, type Options, readArguments, workerOption } from './command.ts'
import { exits, usageError } from './exits.ts'
import { openAccess, withAccess } from './open-access.ts'
import { type TableColumn, writeTable } from './table.ts'

const createOptions = {
  name: { type: 'string', value: 'NAME', about: 'what it is for' },
  role: { type: 'string', value: 'ROLE', about: 'what it may do: manager, reader, or the id of a role of your own' },
  expires: {
    type: 'string',
    value: 'TIME',
    about: 'its end: 90d, 12w, 24h, or a date such as 2027-01-31; none where not given',
  },
  ...workerOption,
} as const satisfies Options

/** `plumbline token create`: for an operator who lost the first token, or needs one for a program. */
export const tokenCreate: Command<typeof createOptions> = {
  name: 'token create',
  usage: '--name NAME --role ROLE [options]',
  about: 'Makes a token and writes it to standard output, this once.',
  options: createOptions,
  async run(args, terminal) {
    const { values, positionals } = readArguments(tokenCreate, args)
    const { name, role } = values
    if (positionals.length > 0) throw usageError(`token create takes no ${positionals[0]}.`)
    if (!name || !role) throw usageError('Give --name and --role, such as --name CI --role reader.')
    const expires = values.expires === undefined ? {} : { expires: readEnd(values.expires, new Date()) }
    const access = await openAccess('tokens', values.worker, terminal)
    return withAccess(access, async ({ client }) => {
      const made = await answer(client.api.tokens.$post({ json: { name, role, ...expires } }))
      await terminal.write(`${made.token}\n`)
      terminal.say(
        `Its id is ${made.id}; ${made.expires ? `it ends on ${made.expires}` : 'it has no end'}. It is shown this once.`,
      )
      return exits.ok
    })
  },
}

/** Milliseconds of the units of `--expires`. */
const units: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }

/** The moment that `90d` from now, or a date, means; a date means the end of it in UTC. Throws a usage error. */
export function readEnd(text: string, now: Date): string {
  const [, count = '', unit = ''] = /^(\d{1,5})([hdw])$/.exec(text) ?? []
  const date = z.iso.date().safeParse(text).success ? `${text}T23:59:59Z` : text
  const time = unit ? now.getTime() + Number(count) * (units[unit] ?? 0) : Date.parse(date)
  const isDate = unit !== '' || z.iso.datetime({ offset: true }).safeParse(date).success
  if (!isDate || !(time > now.getTime())) {
    throw usageError('--expires is a time to come: 90d, 12w, 24h, or a date such as 2027-01-31.')
  }
  return new Date(time).toISOString()
}

const listOptions = {
  format: { type: 'string', value: 'FORMAT', choices: ['table', 'json'], about: 'table, json; table where not given' },
  ...workerOption,
} as const satisfies Options

const columns: readonly TableColumn<Token>[] = [
  { label: 'ID', of: ({ id }) => id },
  { label: 'NAME', of: ({ name }) => name, least: 8 },
  { label: 'ROLE OR USER', of: ({ role, user }) => role ?? `user ${user}`, least: 8 },
  { label: 'CREATED', of: ({ created }) => created.slice(0, 10) },
  { label: 'LAST USED', of: ({ lastUsed }) => lastUsed?.slice(0, 10) ?? '-' },
  { label: 'STATE', of: stateOf },
]

function stateOf({ revoked, expires }: Token): string {
  if (revoked) return `revoked ${revoked.slice(0, 10)}`
  if (!expires) return 'no end'
  return `${Date.parse(expires) > Date.now() ? 'ends' : 'ended'} ${expires.slice(0, 10)}`
}

/** `plumbline token list`. */
export const tokenList: Command<typeof listOptions> = {
  name: 'token list',
  usage: '[options]',
  about: 'Lists all tokens, the ended ones too; never the tokens themselves.',
  options: listOptions,
  async run(args, terminal) {
    const { values, positionals } = readArguments(tokenList, args)
    if (positionals.length > 0) throw usageError(`token list takes no ${positionals[0]}.`)
    const access = await openAccess('tokens', values.worker, terminal)
    return withAccess(access, async () => {
      const tokens = await listTokens(access)
      if (values.format === 'json') await terminal.write(`${JSON.stringify(tokens, null, 2)}\n`)
      else for await (const part of writeTable(tokens, columns, terminal)) await terminal.write(part)
      return exits.ok
    })
  },
}

async function listTokens({ client, ownToken }: Access): Promise<readonly Token[]> {
  const { items } = await answer(client.api.tokens.$get())
  return (items as readonly Token[]).filter(({ id }) => id !== ownToken)
}

/** `plumbline token revoke`. */
export const tokenRevoke: Command<typeof workerOption> = {
  name: 'token revoke',
  usage: 'ID [options]',
  about: 'Ends a token for good.',
  options: workerOption,
  async run(args, terminal) {
    const { values, positionals } = readArguments(tokenRevoke, args)
    const [id, ...others] = positionals
    if (!id || others.length > 0) throw usageError('Give the id of one token: see token list.')
    if (/^plb_/.test(id))
      throw usageError('That is a token, which does not belong on a command line. Give its id: see token list.')
    const access = await openAccess('tokens', values.worker, terminal)
    return withAccess(access, async ({ client }) => {
      await checked(await client.api.tokens[':id'].$delete({ param: { id } }))
      terminal.say(`${id} is revoked.`)
      return exits.ok
    })
  },
}
