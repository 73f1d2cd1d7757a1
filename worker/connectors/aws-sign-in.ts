import { ConnectionError } from '../connection.ts'
import type { OperationError } from '../operation-error.ts'
import { type AwsFault, isDenied, isSignIn, isUnreachable } from './aws-errors.ts'
import { parseRoleArn } from './aws-partitions.ts'

/** A role is assumed with credentials of its own partition. */
function ofPartition(roleArn: string): string {
  const partition = parseRoleArn(roleArn)?.partition ?? 'aws'
  return partition === 'aws' ? '' : ` of the partition ${partition}`
}

const ownAdvice =
  'Create the role again with the template of this connector, or correct the principal and the external id in its trust policy; a new role takes a minute to work.'

const memberAdvice =
  'Deploy the StackSet with the member template of the organization connector to this account, with the same role name and external id; a StackSet leaves out the management account.'

/** Why the worker could not take on the role, and which step to repeat. */
export function explainSignIn({ code, status, message }: AwsFault, roleArn: string, isMember = false): ConnectionError {
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(code)) return noCredentials(message)
  if (isDenied(code)) {
    return new ConnectionError(
      `AWS does not let the worker assume the role ${roleArn}: the role does not exist, or its trust policy does not name the worker and this external id.`,
      isMember ? memberAdvice : ownAdvice,
    )
  }
  if (/^Expired|^RequestExpired/.test(code)) {
    return new ConnectionError(
      `The worker's own AWS credentials have expired (${code}).`,
      'Renew the credentials that the worker runs with, check the clock of its machine, and test the connector again.',
    )
  }
  if (isSignIn(code)) {
    return new ConnectionError(
      `AWS does not know the worker's own credentials (${code}).`,
      `Give the worker a valid access key, profile or instance role${ofPartition(roleArn)}, restart it, and test the connector again.`,
    )
  }
  if (isUnreachable(code)) return unreachable(code)
  if (code === 'RegionDisabled') {
    return new ConnectionError(
      'AWS STS is switched off in the home region of this account.',
      'Switch it on under IAM, Account settings, Endpoints, and test the connector again.',
    )
  }
  return new ConnectionError(
    `AWS could not answer the request to assume the role (${code}${status ? `, status ${status}` : ''}).`,
    'Wait a few minutes and test the connector again.',
  )
}

/** Why a call that is needed to begin with failed after the role was taken on. */
export function explainFirstCall(error: OperationError): ConnectionError {
  if (error.failure === 'denied') {
    return new ConnectionError(
      error.message,
      `Attach the permission policy of this connector to the role; ${error.permission} is missing.`,
      error,
    )
  }
  if (isUnreachable(error.code)) return unreachable(error.code)
  return new ConnectionError(error.message, 'Wait a few minutes and test the connector again.', error)
}

/** The role answered for another account than its ARN says. */
export const wrongAccount = (expected: string, actual: string) =>
  new ConnectionError(
    `The role's ARN names the account ${expected}, but AWS signed in to ${actual}.`,
    'Copy the ARN of the role from the account that is to be read, and put it into the connector.',
  )

function noCredentials(message: string): ConnectionError {
  if (/expired|sso login/i.test(message)) {
    return new ConnectionError(
      "The worker's own AWS sign-in has expired.",
      'Sign in again with the AWS CLI on the machine of the worker, and test the connector again.',
    )
  }
  return new ConnectionError(
    'The worker has no AWS credentials of its own to assume the role with.',
    'Give the worker an access key, a profile or an instance role (the usual places of the AWS SDK), and restart it.',
  )
}

const unreachable = (code: string) =>
  new ConnectionError(
    `AWS could not be reached (${code}).`,
    'Check the network, proxy and firewall of the worker, and AWS_ENDPOINT_URL if it is set; then test the connector again.',
  )
