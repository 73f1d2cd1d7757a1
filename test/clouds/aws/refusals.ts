import { awsServices } from '../../../worker/connectors/aws-services.ts'
import type { Refused } from '../serve.ts'
import { type AwsAnswer, type AwsCall, AwsRefusal } from './call.ts'
import { element, field } from './xml.ts'

/** An error in the XML of the service that answers it. */
export function refusalAnswer({ code, status, message, headers }: AwsRefusal, { service }: AwsCall): AwsAnswer {
  if (awsServices[service].protocol === 'json') return refusalJson(status, code, message, headers)
  return { status, headers, body: refusalXml(service, field('Code', code) + field('Message', message)) }
}

/** RPC names the error in the body, REST in a header; both are understood by both. */
const refusalJson = (status: number, code: string, message: string, headers: Record<string, string>): AwsAnswer => ({
  status,
  headers: { ...headers, 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code },
  body: JSON.stringify({ __type: code, message }),
})

function refusalXml(service: AwsCall['service'], error: string): string {
  if (service === 'ec2')
    return element('Response', element('Errors', element('Error', error)), field('RequestID', 'simulated'))
  if (service === 's3' || service === 's3control') return element('Error', error, field('RequestId', 'simulated'))
  return element('ErrorResponse', element('Error', field('Type', 'Sender'), error), field('RequestId', 'simulated'))
}

/** The error that AWS itself answers with in the case that a fault plays. */
export function faultRefusal(kind: Refused, call: AwsCall, permission: string): AwsRefusal {
  if (kind === 'deny') return denial(call, permission)
  if (kind === 'error')
    return new AwsRefusal(500, 'InternalError', 'We encountered an internal error. Please try again.')
  if (call.service === 'ec2') return new AwsRefusal(503, 'RequestLimitExceeded', 'Request limit exceeded.')
  if (call.service.startsWith('s3')) return new AwsRefusal(503, 'SlowDown', 'Please reduce your request rate.')
  const isJson = awsServices[call.service].protocol === 'json'
  return new AwsRefusal(400, isJson ? 'ThrottlingException' : 'Throttling', 'Rate exceeded')
}

function denial({ service, account, bucket }: AwsCall, permission: string): AwsRefusal {
  const user = account
    ? `arn:aws:sts::${account.id}:assumed-role/${account.role}/plumbline`
    : 'arn:aws:iam::999988887777:user/plumbline'
  const resource = bucket ? `"arn:aws:s3:::${bucket}"` : '*'
  const sentence = `User: ${user} is not authorized to perform: ${permission} on resource: ${resource} because no identity-based policy allows the ${permission} action`
  if (service === 'ec2')
    return new AwsRefusal(403, 'UnauthorizedOperation', `You are not authorized to perform this operation. ${sentence}`)
  if (awsServices[service].protocol === 'json') return new AwsRefusal(400, 'AccessDeniedException', sentence)
  if (service === 'sns') return new AwsRefusal(403, 'AuthorizationError', sentence)
  return new AwsRefusal(403, 'AccessDenied', sentence)
}
