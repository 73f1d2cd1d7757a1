import { type DestinationStream, type Logger, pino } from 'pino'
import type { Settings } from './settings.ts'

export type { Logger }

/** Fields that never reach a log line, however deep they lie. */
const secretFields = [
  'authorization',
  'clientSecret',
  'key',
  'privateKey',
  'private_key',
  'sealed',
  'secret',
  'token',
  'adminToken',
]

const redacted = '[hidden]'

/** The worker's log: one JSON object a line, to standard error unless told otherwise, without secrets. */
export const createLog = (level: Settings['logLevel'], destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: redacted },
      serializers: { err: describe },
    },
    cleaning(destination ?? process.stderr),
  )

/** Errors without their fields, which may hold a request with its headers. */
function describe(error: unknown): Record<string, unknown> {
  // Nothing of an object but its kind: the query of an address or an answer's body would be in it.
  if (typeof error === 'object' && error !== null && !(error instanceof Error)) return { name: error.constructor?.name }
  if (!(error instanceof Error)) return { message: String(error) }
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
    ...(error instanceof AggregateError ? { errors: error.errors.map(describe) } : {}),
  }
}

const cleaning = (destination: DestinationStream): DestinationStream => ({
  write: (line) => destination.write(withoutSecrets(line)),
})

/** Takes tokens, PEM keys and passwords in addresses out of a text, for what a foreign message may quote. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(/plb_[\w-]{20,}/g, redacted)
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|(?=")|$)/g, redacted)
    .replace(/\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, redacted)
    .replace(/\b(authToken=|Bearer )[\w.~+/=-]+/gi, `$1${redacted}`)
