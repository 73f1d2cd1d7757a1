import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isLoopback, type Settings } from './settings.ts'

type Facts = {
  readonly version: string
  /** Folder of the project. */
  readonly root: string
  readonly settings: Pick<Settings, 'host' | 'adminToken'>
  readonly port: number
  /** The token that was made at this start. */
  readonly newToken: string | undefined
}

/** What the worker prints when it is up: its address, how to load the extension, how to pair it. */
export function greeting(facts: Facts): string {
  const address = addressOf(facts.settings.host, facts.port)
  return [
    ...warning(facts.settings.host),
    `Plumbline ${facts.version} runs at ${address} (its API: ${address}/api/docs)`,
    '',
    'Load the extension, once:',
    ...extension(facts.root),
    '',
    ...pairing(address, facts),
    '',
  ].join('\n')
}

/** The address under which this machine reaches the worker. */
export function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port}`
}

const warning = (host: string) =>
  isLoopback(host)
    ? []
    : [
        `Warning: with PLUMBLINE_HOST=${host} other machines reach the worker, over plain HTTP. Put a proxy with TLS before it.`,
        '',
      ]

function extension(root: string): readonly string[] {
  const folder = (name: string) => join(root, '.output', name)
  const missing = (name: string, command: string) => (existsSync(folder(name)) ? '' : `  (first: npm run ${command})`)
  return [
    `  Chrome   chrome://extensions, Developer mode, Load unpacked: ${folder('chrome-mv3')}${missing('chrome-mv3', 'build')}`,
    `  Edge     edge://extensions, Developer mode, Load unpacked: ${folder('edge-mv3')}${missing('edge-mv3', 'build:edge')}`,
    `  Firefox  about:debugging, Load Temporary Add-on: ${join(folder('firefox-mv3'), 'manifest.json')}${missing('firefox-mv3', 'build:firefox')}`,
  ]
}

/** The token stands behind a `#`: that part of an address is never sent to a server. */
function pairing(address: string, { settings, newToken }: Facts): readonly string[] {
  if (newToken !== undefined) {
    return [
      'Pair it: click its icon and paste this link. The link opens everything, and is shown this once:',
      `  ${address}/pair#token=${newToken}`,
    ]
  }
  if (settings.adminToken !== undefined) {
    return ['Pair it: click its icon, give this address and the token of PLUMBLINE_ADMIN_TOKEN:', `  ${address}`]
  }
  return [
    'Pair it with the link of the first start. Is it lost? Start once with PLUMBLINE_ADMIN_TOKEN set to a new token,',
    'such as the output of `openssl rand -hex 32`: it takes the place of the one before.',
  ]
}
