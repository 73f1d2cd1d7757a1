import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Endpoints } from './connection.ts'
import type { OidcSettings } from './oidc.ts'
import { oidcSettings, oidcVariables } from './oidc-settings.ts'

/** What the operator may set, from the environment; everything has a default. */
export type Settings = {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Folder of the database and of the key file. */
  readonly data: string
  readonly databaseUrl: string
  readonly adminToken?: string
  /** The browser that prints reports; one is looked for where not given. */
  readonly chromium?: string
  /** Whether notifications may be sent to addresses of private networks. */
  readonly notifiesPrivate?: true
  readonly logLevel: (typeof logLevels)[number]
  readonly endpoints: Endpoints
  /** The provider that people sign in with. */
  readonly oidc?: OidcSettings
}

/** A setting that cannot be used: the message is one line, naming the variable and showing an example. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const endpoint = (example: string) =>
  z.url({ protocol: /^https?$/, error: `is not an http or https address. Example: ${example}` }).optional()

const variables = z.object({
  PLUMBLINE_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: 'is not a host name or address. Example: 127.0.0.1' })
    .default('127.0.0.1'),
  PLUMBLINE_PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'is not a port number from 0 to 65535. Example: 8787' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'is not a port number from 0 to 65535. Example: 8787' })
    .default(8787),
  PLUMBLINE_DATA: z.string().optional(),
  PLUMBLINE_DATABASE_URL: z
    .string()
    .regex(/^(file:.|(https?|libsql|wss?):\/\/.)/, {
      error: 'is not a database address. Examples: file:/srv/plumbline.db, libsql://db.example.com?authToken=…',
    })
    .optional(),
  PLUMBLINE_REDIS_URL: z
    .undefined({ error: 'is not supported yet: runs are worked off in this process. Leave the variable out.' })
    .optional(),
  PLUMBLINE_ADMIN_TOKEN: z
    .string()
    .regex(/^[\w~.+/=-]{24,200}$/, {
      error: 'must have 24 to 200 letters, digits or ~.+/=-_. Example: the output of `openssl rand -hex 32`',
    })
    .optional(),
  PLUMBLINE_CHROMIUM: z.string().optional(),
  PLUMBLINE_NOTIFY_PRIVATE: z.enum(['0', '1'], { error: 'is neither 0 nor 1. Example: 1' }).default('0'),
  PLUMBLINE_LOG_LEVEL: z
    .enum(logLevels, { error: `is not a log level. Use one of ${logLevels.join(', ')}. Example: info` })
    .default('info'),
  AWS_ENDPOINT_URL: endpoint('https://vpce.example.com'),
  AZURE_AUTHORITY_HOST: endpoint('https://login.microsoftonline.us'),
  PLUMBLINE_AZURE_ENDPOINT: endpoint('https://management.usgovcloudapi.net'),
  PLUMBLINE_GCP_ENDPOINT: endpoint('https://private.googleapis.com'),
  ...oidcVariables,
})

/** Variables whose value must not show up in a terminal or log. */
const hidden = new Set([
  'PLUMBLINE_ADMIN_TOKEN',
  'PLUMBLINE_DATABASE_URL',
  'PLUMBLINE_REDIS_URL',
  'PLUMBLINE_OIDC_CLIENT_SECRET',
])

/** Reads the settings once. An empty variable counts as one that is not there. Throws `SettingsError`. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = variables.safeParse(given)
  if (!parsed.success) throw problem(parsed.error, given)

  const { data: found } = parsed
  const oidc = oidcSettings(found)
  if (typeof oidc === 'string') throw new SettingsError(oidc)
  const data = resolve(found.PLUMBLINE_DATA ?? join(root, '.plumbline'))
  return {
    host: found.PLUMBLINE_HOST,
    port: found.PLUMBLINE_PORT,
    data,
    databaseUrl: found.PLUMBLINE_DATABASE_URL ?? `file:${join(data, 'plumbline.db')}`,
    ...(found.PLUMBLINE_NOTIFY_PRIVATE === '1' ? { notifiesPrivate: true } : {}),
    logLevel: found.PLUMBLINE_LOG_LEVEL,
    ...(found.PLUMBLINE_CHROMIUM ? { chromium: found.PLUMBLINE_CHROMIUM } : {}),
    ...(found.PLUMBLINE_ADMIN_TOKEN ? { adminToken: found.PLUMBLINE_ADMIN_TOKEN } : {}),
    endpoints: {
      ...(found.AZURE_AUTHORITY_HOST ? { azureAuthorityHost: found.AZURE_AUTHORITY_HOST } : {}),
      ...(found.PLUMBLINE_AZURE_ENDPOINT ? { azure: found.PLUMBLINE_AZURE_ENDPOINT } : {}),
      ...(found.PLUMBLINE_GCP_ENDPOINT ? { gcp: found.PLUMBLINE_GCP_ENDPOINT } : {}),
    },
    ...(oidc ? { oidc } : {}),
  }
}

function problem(error: z.ZodError, given: Readonly<Record<string, string | undefined>>): SettingsError {
  const [issue] = error.issues
  const name = String(issue?.path[0] ?? '')
  const value = hidden.has(name) ? '' : ` ${JSON.stringify(given[name]?.slice(0, 100))}`
  return new SettingsError(`${name}${value} ${issue?.message}`)
}

/** Whether only this machine can reach a host name or address. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
