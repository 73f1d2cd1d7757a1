import { expect, test } from 'vitest'
import { readSettings } from '../../worker/settings.ts'

const env = {
  PLUMBLINE_OIDC_ISSUER: 'https://login.example.com/realm',
  PLUMBLINE_OIDC_CLIENT_ID: 'plumbline',
  PLUMBLINE_OIDC_ROLES: 'cloud-admins=manager, cloud-team = reader,cloud-team=Reports',
  PLUMBLINE_PUBLIC_URL: 'https://plumbline.example.com/',
}

const refusal = (changed: Record<string, string>) => {
  try {
    readSettings({ ...env, ...changed }, '/project')
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}

test('the settings of signing in are read, with their defaults', () => {
  expect(readSettings(env, '/project').oidc).toEqual({
    issuer: 'https://login.example.com/realm',
    clientId: 'plumbline',
    publicUrl: 'https://plumbline.example.com',
    roles: { 'cloud-admins': ['manager'], 'cloud-team': ['reader', 'Reports'] },
    groupsClaim: 'groups',
    scope: 'openid profile email',
  })
})

test('everything can be said otherwise, and groups with any name in JSON', () => {
  const { oidc } = readSettings(
    {
      ...env,
      PLUMBLINE_OIDC_CLIENT_SECRET: 'a-secret',
      PLUMBLINE_OIDC_GROUPS_CLAIM: 'https://example.com/roles',
      PLUMBLINE_OIDC_SCOPE: 'openid groups',
      PLUMBLINE_OIDC_ROLES: '{"CN=Cloud,OU=Teams": ["reader", "Reports"], "constructor": "manager"}',
    },
    '/project',
  )
  expect(oidc).toMatchObject({
    clientSecret: 'a-secret',
    groupsClaim: 'https://example.com/roles',
    scope: 'openid groups',
    roles: { 'CN=Cloud,OU=Teams': ['reader', 'Reports'], constructor: ['manager'] },
  })
})

test('without an issuer nobody signs in, whatever else is set', () => {
  expect(readSettings({ ...env, PLUMBLINE_OIDC_ISSUER: '' }, '/project').oidc).toBeUndefined()
})

test.each([
  ['PLUMBLINE_OIDC_ISSUER', 'http://login.example.com', /is not an https address\. Example: https:/],
  ['PLUMBLINE_OIDC_ISSUER', 'login.example.com', /is not an https address/],
  ['PLUMBLINE_OIDC_CLIENT_ID', '', /^PLUMBLINE_OIDC_CLIENT_ID is needed where PLUMBLINE_OIDC_ISSUER is set/],
  ['PLUMBLINE_OIDC_ROLES', '', /^PLUMBLINE_OIDC_ROLES is needed .* Example: cloud-admins=manager/],
  ['PLUMBLINE_OIDC_ROLES', 'admins', /does not say which group gets which role/],
  ['PLUMBLINE_OIDC_ROLES', 'a=b=c', /does not say which group gets which role/],
  ['PLUMBLINE_OIDC_ROLES', '{"admins": 1}', /does not say which group gets which role/],
  ['PLUMBLINE_OIDC_ROLES', '{"admins": ', /does not say which group gets which role/],
  ['PLUMBLINE_OIDC_SCOPE', 'profile', /lacks the word openid/],
  ['PLUMBLINE_PUBLIC_URL', '', /^PLUMBLINE_PUBLIC_URL is needed/],
  ['PLUMBLINE_PUBLIC_URL', 'http://plumbline.example.com', /is not an https address/],
])('%s=%s is refused in one line', (name, value, message) => {
  expect(refusal({ [name]: value })).toMatch(message)
  expect(refusal({ [name]: value })).not.toContain('\n')
})

test('plain HTTP is fine on this machine, and a refusal never repeats the client’s secret', () => {
  expect(
    refusal({ PLUMBLINE_OIDC_ISSUER: 'http://localhost:8080', PLUMBLINE_PUBLIC_URL: 'http://127.0.0.1:8787' }),
  ).toBe('accepted')
  expect(refusal({ PLUMBLINE_OIDC_ISSUER: 'http://localhost.example.com' })).toMatch(/https/)
  expect(refusal({ PLUMBLINE_OIDC_CLIENT_SECRET: 'x'.repeat(501) })).not.toContain('xxx')
})
