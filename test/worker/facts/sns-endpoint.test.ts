import { expect, test } from 'vitest'
import { isOwnEndpoint } from '../../../worker/facts/sns-endpoint.ts'

test.each([
  '*@example.com',
  'ops@gmail.com',
  'https://hooks.example.com/sns/*',
  'https://hooks.example.com:8443/sns',
  'https://*.example.com/sns',
  'http://hooks.example.com',
  'arn:aws:sqs:*:111122223333:*',
  '+15550100',
])('%s belongs to somebody', (endpoint) => {
  expect(isOwnEndpoint(endpoint)).toBe(true)
})

test.each([
  '',
  '*',
  '*@*',
  '*@*.com',
  '*@*example.com',
  '*@gmail.com',
  '*@yahoo.co.uk',
  '*@x@example.com',
  'https://*',
  'http*://hooks.example.com/',
  'https://hooks.example.com*',
  'https://*example.com/',
  'https://*.com/',
  'https://*.co.uk/',
  'https://*.execute-api.us-east-1.amazonaws.com/',
  'https://*@example.com/',
  'https://me:*@example.com/',
  'arn:aws:sqs:*:*:*',
  'arn:aws:sqs',
  '$' + '{aws:username}@example.com',
])('%s can be anybody', (endpoint) => {
  expect(isOwnEndpoint(endpoint)).toBe(false)
})

test('a long text is judged at once', () => {
  const start = performance.now()
  isOwnEndpoint(`https://${'a.@'.repeat(200_000)}`)
  isOwnEndpoint(`${'*.'.repeat(200_000)}@example.com`)
  expect(performance.now() - start).toBeLessThan(5000)
})
