import { expect, test } from 'vitest'
import { toOperationError } from '../../../worker/connectors/aws-errors.ts'
import { nameOperation } from '../../../worker/connectors/aws-operations.ts'
import type { AwsService } from '../../../worker/connectors/aws-services.ts'

function failureOf(service: AwsService, command: string, message: string) {
  const error = Object.assign(new Error(message), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } })
  return toOperationError(error, nameOperation(service, command, 'eu-west-1'))
}

test('a refusal because Macie was never switched on is no missing permission', () => {
  const error = failureOf('macie2', 'GetMacieSession', 'Macie is not enabled.')
  expect(error).toMatchObject({ code: 'NotEnabled', failure: 'disabled' })
  expect(error.message).toContain('not enabled for this account in eu-west-1')
})

test.each([
  'User: arn:aws:sts::111122223333:assumed-role/Plumbline/x is not authorized to perform: macie2:GetMacieSession',
  'User: arn:aws:sts::111122223333:assumed-role/Macie is not enabled/x is not authorized',
  'Access Denied',
  '',
])('every other refusal of Macie names the permission: %s', (message) => {
  const error = failureOf('macie2', 'GetMacieSession', message)
  expect(error).toMatchObject({ code: 'AccessDenied', failure: 'denied', permission: 'macie2:GetMacieSession' })
  expect(error.message).toContain('macie2:GetMacieSession')
})

test('what another service says of Macie changes nothing', () => {
  expect(failureOf('guardduty', 'ListDetectors', 'Macie is not enabled.')).toMatchObject({ failure: 'denied' })
})
