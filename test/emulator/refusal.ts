import type { Call } from './read-call.ts'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The error with which a service refuses a call that the role may not make, in the service's own shape. */
export function refuse({ service, dialect }: Call, account: string, action: string): Answer {
  const message = `User: arn:aws:sts::${account}:assumed-role/Plumbline/plumbline is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`
  switch (dialect) {
    case 'ec2':
      return xml(`<Response><Errors><Error>${error('UnauthorizedOperation', message)}</Error></Errors></Response>`)
    case 'query':
      return xml(
        `<ErrorResponse><Error><Type>Sender</Type>${error(service === 'sns' ? 'AuthorizationError' : 'AccessDenied', message)}</Error></ErrorResponse>`,
      )
    case 'rest-xml':
      return xml(
        service === 's3'
          ? `<Error>${error('AccessDenied', message)}</Error>`
          : `<ErrorResponse><Error><Type>Sender</Type>${error('AccessDenied', message)}</Error></ErrorResponse>`,
      )
    case 'json':
      return json(400, { __type: 'AccessDeniedException', Message: message })
    case 'rest-json':
      return json(403, { Message: message })
  }
}

const error = (code: string, message: string) => `<Code>${code}</Code><Message>${message}</Message>`

const xml = (body: string): Answer => ({ status: 403, headers: { 'content-type': 'text/xml' }, body })

const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' },
  body: JSON.stringify(body),
})
