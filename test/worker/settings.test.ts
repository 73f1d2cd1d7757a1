import { expect, test } from 'vitest'
import { isLoopback, readSettings } from '../../worker/settings.ts'

const refusal = (env: Record<string, string>) => {
  try {
    readSettings(env, '/project')
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}

test('without any variable the worker listens on loopback and keeps its data in the project folder', () => {
  expect(readSettings({}, '/project')).toEqual({
    host: '127.0.0.1',
    port: 8787,
    data: '/project/.plumbline',
    databaseUrl: 'file:/project/.plumbline/plumbline.db',
    logLevel: 'info',
    endpoints: {},
  })
})

test('every variable is honoured', () => {
  const settings = readSettings(
    {
      PLUMBLINE_HOST: '0.0.0.0',
      PLUMBLINE_PORT: '0',
      PLUMBLINE_DATA: '/srv/plumbline',
      PLUMBLINE_DATABASE_URL: 'libsql://db.example.com?authToken=t',
      PLUMBLINE_ADMIN_TOKEN: 'a-token-of-twenty-four-letters',
      PLUMBLINE_LOG_LEVEL: 'debug',
      AZURE_AUTHORITY_HOST: 'https://127.0.0.1:1',
      PLUMBLINE_AZURE_ENDPOINT: 'https://127.0.0.1:2',
      PLUMBLINE_GCP_ENDPOINT: 'http://127.0.0.1:3',
    },
    '/project',
  )
  expect(settings).toEqual({
    host: '0.0.0.0',
    port: 0,
    data: '/srv/plumbline',
    databaseUrl: 'libsql://db.example.com?authToken=t',
    adminToken: 'a-token-of-twenty-four-letters',
    logLevel: 'debug',
    endpoints: { azureAuthorityHost: 'https://127.0.0.1:1', azure: 'https://127.0.0.1:2', gcp: 'http://127.0.0.1:3' },
  })
})

test('an empty variable counts as one that is not there', () => {
  expect(readSettings({ PLUMBLINE_PORT: '', PLUMBLINE_REDIS_URL: '' }, '/project').port).toBe(8787)
})

test.each([
  ['PLUMBLINE_PORT', 'abc', /^PLUMBLINE_PORT "abc" is not a port number .* Example: 8787$/],
  ['PLUMBLINE_PORT', '65536', /^PLUMBLINE_PORT "65536" is not a port number .* Example: 8787$/],
  ['PLUMBLINE_HOST', 'a b', /^PLUMBLINE_HOST "a b" is not a host name .* Example: 127\.0\.0\.1$/],
  ['PLUMBLINE_DATABASE_URL', 'mysql://u:pw@h', /^PLUMBLINE_DATABASE_URL is not a database address\. Example/],
  ['PLUMBLINE_LOG_LEVEL', 'loud', /^PLUMBLINE_LOG_LEVEL "loud" is not a log level\. .* Example: info$/],
  ['PLUMBLINE_ADMIN_TOKEN', 'short-secret', /^PLUMBLINE_ADMIN_TOKEN must have 24 to 200 .* Example: /],
  ['PLUMBLINE_REDIS_URL', 'redis://h', /^PLUMBLINE_REDIS_URL is not supported yet: .* Leave the variable out\.$/],
  ['PLUMBLINE_AZURE_ENDPOINT', 'ftp://h', /^PLUMBLINE_AZURE_ENDPOINT "ftp:\/\/h" is not an http .* Example: https:/],
  ['AWS_ENDPOINT_URL', 'localhost', /^AWS_ENDPOINT_URL "localhost" is not an http .* Example: https:/],
])('%s=%s is refused in one line that names it and shows an example', (name, value, message) => {
  expect(refusal({ [name]: value })).toMatch(message)
  expect(refusal({ [name]: value })).not.toContain('\n')
})

test('a refusal never repeats a secret', () => {
  expect(refusal({ PLUMBLINE_ADMIN_TOKEN: 'short-secret' })).not.toContain('short-secret')
  expect(refusal({ PLUMBLINE_DATABASE_URL: 'mysql://u:hunter2@h' })).not.toContain('hunter2')
})

test('loopback is told from what other machines can reach', () => {
  expect(['127.0.0.1', '127.1.2.3', 'localhost', '::1', '[::1]'].every(isLoopback)).toBe(true)
  expect(['0.0.0.0', '::', '192.168.1.1', '127.0.0.1.example.com', 'localhost.example.com'].some(isLoopback)).toBe(
    false,
  )
})
