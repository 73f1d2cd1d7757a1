import type { Call } from './read-call.ts'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The error with which a service refuses a call that the role may not make, in the service's own shape. */
export function refuse(call: Call, account: string, action: string): Answer {
  const message = `User: arn:aws:sts::${account}:assumed-role/Plumbline/plumbline is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`
  return failWith(call, call.dialect === 'json' ? 400 : 403, denial(call), message)
}

function denial({ dialect, service }: Call): string {
  if (dialect === 'ec2') return 'UnauthorizedOperation'
  if (dialect === 'json' || dialect === 'rest-json') return 'AccessDeniedException'
  return service === 'sns' ? 'AuthorizationError' : 'AccessDenied'
}

/** An error as the service writes it. */
export function failWith({ dialect, service }: Call, status: number, code: string, message: string): Answer {
  if (dialect === 'json' || dialect === 'rest-json') {
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code }
    return { status, headers, body: JSON.stringify({ __type: code, message }) }
  }
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  const body = service === 's3' ? error : wrap(dialect === 'ec2' ? ['Response', 'Errors'] : ['ErrorResponse'], error)
  return { status, headers: { 'content-type': 'text/xml' }, body }
}

const wrap = (names: readonly string[], content: string): string =>
  names.reduceRight((inner, name) => `<${name}>${inner}</${name}>`, content)
