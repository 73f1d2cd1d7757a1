import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { fillShell } from '../../../extension/overlay/fill.ts'
import { hostileTexts } from '../../clouds/aws/hostile-estate.ts'
import { hostileAzureEstate } from '../../clouds/azure-estate.ts'
import { hostileGcpEstate } from '../../clouds/gcp.ts'
import { root } from '../../world.ts'

const commands = globSync('policies/*/*/*.yaml', { cwd: root })
  .map((file) => parse(readFileSync(join(root, file), 'utf8')) as { cid: number; remediation: { cli?: string } })
  .flatMap(({ cid, remediation: { cli } }) => (cli ? [{ cid, cli }] : []))

const names = new Set([
  ...Object.values(hostileTexts),
  ...hostileGcpEstate().firewalls.flatMap(({ name, description }) => [name ?? '', description ?? '']),
  ...hostileAzureEstate().networkSecurityGroups.map(({ name }) => name),
  ...[
    '$(touch never)',
    '`touch never`',
    "'; touch never; '",
    '"; touch never; "',
    '\\',
    '!!',
    '~root',
    '*',
    'a b',
    '&& touch never',
    '# no',
    '> never',
  ],
])

type Values = Readonly<Record<string, string>>
const valuesOf = (text: string): Values => ({
  resourceGroup: `group-${text}`,
  ...{
    name: text,
    id: `arn:of:${text}`,
    shortId: `short-${text}`,
    region: `region-${text}`,
    account: `account-${text}`,
  },
})
/** Words that stand for the values, so that a command's own arguments are known. */
const marks: Values = {
  resourceGroup: 'MARKGROUP',
  name: 'MARKNAME',
  id: 'MARKID',
  shortId: 'MARKSHORT',
  region: 'MARKREGION',
  account: 'MARKACCOUNT',
}
const withValues = (text: string, values: Values) =>
  text.replace(/MARK[A-Z]+/g, (mark) => values[Object.keys(marks).find((key) => marks[key] === mark) ?? ''] ?? mark)

/** The commands' arguments as bash hands them over: one list for each call of a cloud's tool. */
function argumentsOf(script: string): readonly string[] {
  const tools = ['aws', 'az', 'gcloud', 'gsutil', 'jq']
  const stubs = tools.map((tool) => `${tool}() { printf '%s\\0' ${tool} "$@"; printf '\\1\\0'; }`)
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-s'], {
    input: `PATH=\n${stubs.join('\n')}\n${script}`,
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8' },
    cwd: '/',
    maxBuffer: 100_000_000,
  })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  return stdout.split('\0')
}

test('there are commands to look at', () => {
  expect(commands.length).toBeGreaterThan(15)
  expect(commands.some(({ cli }) => cli.includes('{name}'))).toBe(true)
  for (const { cid, cli } of commands) expect(fillShell(cli, marks), `CID ${cid}`).not.toMatch(/\{[a-zA-Z]+\}|<\w+>/)
})

test.each([...names].map((name) => [name.slice(0, 40), name] as const))(
  'a resource called %j stays one argument of every command',
  (_, name) => {
    const values = valuesOf(name)
    const filled = commands.map(({ cli }) => fillShell(cli, values)).join('\n')
    const syntax = spawnSync('bash', ['--norc', '-n'], { input: filled, encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } })
    expect(syntax).toMatchObject({ status: 0, stderr: '' })
    const wanted = argumentsOf(commands.map(({ cli }) => fillShell(cli, marks)).join('\n'))
    expect(wanted.length).toBeGreaterThan(100)
    expect(argumentsOf(filled)).toEqual(wanted.map((argument) => withValues(argument, values)))
  },
)
