import { createHash } from 'node:crypto'
import { Events, OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ApiContext } from '../../../worker/api/context.ts'
import { createProvider, type OidcSettings } from '../../../worker/oidc.ts'
import { createUser } from '../../../worker/store/users.ts'
import { startApi } from './start.ts'

const provider = new OAuth2Server()
const publicUrl = 'http://127.0.0.1'
/** What the provider says of whoever signs in next. */
let claims: Record<string, unknown>

beforeAll(async () => {
  await provider.issuer.keys.generate('RS256')
  await provider.start(0, 'localhost')
  provider.service.on(Events.BeforeTokenSigning, (token: { payload: object }) => Object.assign(token.payload, claims))
})
afterAll(() => provider.stop())
beforeEach(() => {
  claims = { sub: 'ann-1', name: 'Ann', email: 'ann@example.com', groups: ['admins'] }
})

async function startWithProvider(settings: Partial<OidcSettings> = {}) {
  const signIn = createProvider({
    issuer: String(provider.issuer.url),
    clientId: 'plumbline',
    scope: 'openid profile',
    groupsClaim: 'groups',
    roles: { admins: ['manager'], team: ['reader'], programs: ['Programs'] },
    publicUrl,
    ...settings,
  })
  return startApi({ signIn } as Partial<ApiContext>)
}

type Api = Awaited<ReturnType<typeof startApi>>

const verifier = 'a-verifier-of-at-least-forty-three-characters-0'
const challengeOf = (text: string) => createHash('sha256').update(text).digest('base64url')

/** A browser: keeps the worker's cookie. */
function browser({ app }: Api) {
  let cookie = ''
  return async (address: string) => {
    const response = await app.request(new URL(address, publicUrl), { headers: { cookie } })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() }
  }
}

/** As far as the provider's way back. */
async function goToProvider(visit: ReturnType<typeof browser>, challenge = challengeOf(verifier)): Promise<string> {
  const begun = await visit(`/sign-in?challenge=${challenge}`)
  expect(begun.status).toBe(302)
  const answer = await fetch(begun.to, { redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}

async function signIn(api: Api) {
  const visit = browser(api)
  const landed = await visit(await goToProvider(visit))
  return { ...landed, code: /^\/sign-in\/done#code=([\w-]{43})$/.exec(landed.to)?.[1] ?? '' }
}

const redeem = ({ call }: Api, code: string, by = verifier) =>
  call('/sign-in/token', { method: 'POST', body: { code, verifier: by }, token: null })

test('F307 somebody signs in with the provider and gets the roles of their groups, by the extension’s door', async () => {
  const api = await startWithProvider()
  const { code } = await signIn(api)
  const { status, json } = await redeem(api, code)
  expect(status).toBe(200)
  expect(json).toMatchObject({ name: 'Ann', expires: '2026-01-01T12:00:00.000Z' })

  const session = await api.call('/session', { token: json.token })
  expect(session.json).toMatchObject({ name: 'Ann', role: 'manager', token: { door: 'ui' } })
  expect(session.json.rights).toContain('administer')
  expect((await api.call('/users')).json.items).toMatchObject([
    { name: 'Ann', email: 'ann@example.com', subject: 'ann-1', roles: [], groupRoles: ['manager'] },
  ])
  api.time.now = new Date('2026-01-01T12:00:00.000Z')
  expect((await api.call('/session', { token: json.token })).status).toBe(401)
})

test('the offer says with whom, and where to begin', async () => {
  const { call } = await startWithProvider()
  expect((await call('/sign-in', { token: null })).json).toEqual({ offered: true, by: 'localhost', address: publicUrl })
})

test('a worker without a provider offers none, and says so', async () => {
  const api = await startApi()
  expect((await api.call('/sign-in', { token: null })).json).toEqual({ offered: false })
  expect((await browser(api)('/sign-in')).status).toBe(404)
  expect((await browser(api)('/sign-in/callback?code=1&state=2')).status).toBe(400)
})

test('the provider is asked with PKCE, a state and a nonce, and never told the extension’s challenge', async () => {
  const api = await startWithProvider()
  const { to } = await browser(api)(`/sign-in?challenge=${challengeOf(verifier)}`)
  const query = new URL(to).searchParams
  expect(query.get('code_challenge_method')).toBe('S256')
  expect(query.get('redirect_uri')).toBe(`${publicUrl}/sign-in/callback`)
  expect(query.get('state')).toMatch(/^[\w-]{43}$/)
  expect(query.get('nonce')).toMatch(/^[\w-]{43}$/)
  expect(query.get('code_challenge')).not.toBe(challengeOf(verifier))
})

describe('nobody is signed in', () => {
  test.each([
    ['another state', (to: URL) => to.searchParams.set('state', 'another')],
    ['no state', (to: URL) => to.searchParams.delete('state')],
    ['another code', (to: URL) => to.searchParams.set('code', 'another')],
    ['a refusal of the provider', (to: URL) => to.searchParams.set('error', 'access_denied')],
  ])('with %s', async (_, change) => {
    const api = await startWithProvider()
    const visit = browser(api)
    const back = new URL(await goToProvider(visit))
    change(back)
    const { status, text, to } = await visit(back.href)
    expect({ status, to }).toEqual({ status: 400, to: '' })
    expect(text).toContain('Begin again')
    expect((await api.call('/users')).json.items).toEqual([])
  })

  test.each([
    ['another nonce', { nonce: 'another' }],
    ['an ID token for another client', { aud: 'another' }],
    ['an ID token of another provider', { iss: 'https://evil.example.com' }],
    ['an ID token that has ended', { exp: 1 }],
  ])('with %s', async (_, changed) => {
    const api = await startWithProvider()
    claims = { ...claims, ...changed }
    expect(await signIn(api)).toMatchObject({ status: 400, code: '' })
  })

  test('with an ID token whose signature does not fit', async () => {
    const api = await startWithProvider()
    provider.service.once(Events.BeforeResponse, ({ body }: { body: { id_token: string } }) => {
      const [head, payload] = body.id_token.split('.')
      const forged = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString())
      const other = Buffer.from(JSON.stringify({ ...forged, groups: ['admins'] })).toString('base64url')
      body.id_token = `${head}.${other}.${Buffer.alloc(256).toString('base64url')}`
    })
    expect(await signIn(api)).toMatchObject({ status: 400, code: '' })
  })

  test('who comes back in another browser, or a second time', async () => {
    const api = await startWithProvider()
    const visit = browser(api)
    const back = await goToProvider(visit)
    expect((await browser(api)(back)).status).toBe(400)
    expect((await visit(back)).status).toBe(302)
    expect((await visit(back)).status).toBe(400)
  })

  test('who takes longer than ten minutes', async () => {
    const api = await startWithProvider()
    const visit = browser(api)
    const back = await goToProvider(visit)
    api.time.now = new Date(api.time.now.getTime() + 600_000)
    expect((await visit(back)).status).toBe(400)
  })

  test('whose groups have no role, and whoever leaves a group loses what it gave', async () => {
    const api = await startWithProvider()
    claims = { ...claims, groups: ['guests', 'constructor'] }
    const refused = await signIn(api)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('None of your groups')

    claims = { ...claims, groups: ['admins'] }
    const { json } = await redeem(api, (await signIn(api)).code)
    claims = { ...claims, groups: [] }
    expect((await signIn(api)).status).toBe(403)
    expect((await api.call('/session', { token: json.token })).status).toBe(403)
  })

  test('who was disabled', async () => {
    const api = await startWithProvider()
    claims = { ...claims, groups: ['team'] }
    const { json } = await redeem(api, (await signIn(api)).code)
    const waiting = await signIn(api)
    const [{ id }] = (await api.call('/users')).json.items
    await api.call(`/users/${id}`, { method: 'PATCH', body: { disabled: true } })
    expect((await api.call('/session', { token: json.token })).status).toBe(401)
    expect((await redeem(api, waiting.code)).status).toBe(403)
    const refused = await signIn(api)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('disabled')
  })

  test('F307 whose roles lack the permission ui', async () => {
    const api = await startWithProvider()
    const programs = { name: 'Programs', permissions: ['api', 'readonly'] }
    await api.call('/roles', { method: 'POST', body: programs })
    claims = { ...claims, groups: ['programs'] }
    const refused = await signIn(api)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('CLOUDVIEW UI Access')
  })
})

describe('a code is worth nothing', () => {
  test('a second time, even when the first time failed', async () => {
    const api = await startWithProvider()
    const { code } = await signIn(api)
    expect((await redeem(api, code)).status).toBe(200)
    expect((await redeem(api, code)).status).toBe(403)
  })

  test('to whoever lacks the verifier: not to the sender of a link, nor to its reader', async () => {
    const api = await startWithProvider()
    const { code } = await signIn(api)
    expect((await redeem(api, code, verifier.replace('0', '1'))).status).toBe(403)
    expect((await redeem(api, code)).status).toBe(403)
  })

  test('after a minute', async () => {
    const api = await startWithProvider()
    const { code } = await signIn(api)
    api.time.now = new Date(api.time.now.getTime() + 60_000)
    expect((await redeem(api, code)).status).toBe(403)
  })

  test('when it is guessed: after thirty wrong ones within a minute the next ones have to wait', async () => {
    const api = await startWithProvider()
    for (let attempt = 0; attempt < 30; attempt++) expect((await redeem(api, 'wrong')).status).toBe(403)
    expect((await redeem(api, 'wrong')).status).toBe(429)
    expect((await browser(api)('/sign-in/callback?code=1&state=2')).status).toBe(429)
    api.time.now = new Date(api.time.now.getTime() + 60_000)
    expect((await redeem(api, 'wrong')).status).toBe(403)
  })
})

test('whoever fails on purpose keeps nobody else out', async () => {
  const api = await startWithProvider()
  for (let attempt = 0; attempt < 31; attempt++) await redeem(api, 'wrong')
  const { status, code } = await signIn(api)
  expect(status).toBe(302)
  expect((await redeem(api, code)).status).toBe(200)
})

test('a user is found by provider and subject, never by e-mail', async () => {
  const api = await startWithProvider()
  const first = await redeem(api, (await signIn(api)).code)
  claims = { ...claims, sub: 'mallory-2', groups: ['team'] }
  const second = await redeem(api, (await signIn(api)).code)
  expect((await api.call('/users')).json.items).toHaveLength(2)
  expect((await api.call('/session', { token: first.json.token })).json.role).toBe('manager')
  expect((await api.call('/session', { token: second.json.token })).json.role).toBe('reader')
})

test('F297 what an administrator gave adds to what the groups give', async () => {
  const api = await startWithProvider()
  const made = await api.call('/users', {
    method: 'POST',
    body: { name: 'Ann before', subject: 'ann-1', roles: ['manager'] },
  })
  expect(made.status).toBe(201)
  claims = { ...claims, groups: ['team'] }
  const { json } = await redeem(api, (await signIn(api)).code)
  const session = await api.call('/session', { token: json.token })
  expect(session.json).toMatchObject({ name: 'Ann', role: 'manager', user: { id: made.json.id } })
})

test('groups that stand only at the provider’s userinfo are read there', async () => {
  const api = await startWithProvider()
  claims = { ...claims, groups: undefined }
  provider.service.once(Events.BeforeUserinfo, (answer: { body: object }) => {
    answer.body = { sub: 'ann-1', groups: ['team'] }
  })
  expect((await signIn(api)).code).not.toBe('')
})

test('a provider that does not answer is told, and asked again at the next attempt', async () => {
  const api = await startWithProvider({ issuer: 'http://127.0.0.1:1' })
  const { status, text } = await browser(api)(`/sign-in?challenge=${challengeOf(verifier)}`)
  expect(status).toBe(502)
  expect(text).toContain('does not answer')
  expect(api.lines.join()).toContain('A sign-in failed')
})

describe('the log says what the provider answered, and nothing that is secret', () => {
  const told = ({ lines }: Api) => lines.filter((line) => line.includes('A sign-in failed')).join()

  test('when it refuses the person', async () => {
    const api = await startWithProvider()
    const visit = browser(api)
    const back = new URL(await goToProvider(visit))
    const [code, state] = [back.searchParams.get('code') ?? '', back.searchParams.get('state') ?? '']
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('error_description', `Ann is\nnot assigned, ${state}`)
    await visit(back.href)
    expect(told(api)).toContain('The provider answered: access_denied: Ann is not assigned, [hidden]')
    expect(told(api)).not.toContain('[object')
    for (const secret of [code, state]) expect(told(api)).not.toContain(secret)
  })

  test('when it refuses the worker', async () => {
    const api = await startWithProvider({ clientSecret: 'the-client-secret' })
    const visit = browser(api)
    const back = await goToProvider(visit)
    const code = new URL(back).searchParams.get('code') ?? ''
    provider.service.once(Events.BeforeResponse, (answer: { body: object; statusCode: number }) => {
      const description = `No ${code} for the-client-secret and eyJhbGciOi.eyJzdWIiOi.c2ln`
      Object.assign(answer, { statusCode: 400, body: { error: 'invalid_grant', error_description: description } })
    })
    expect((await visit(back)).status).toBe(400)
    expect(told(api)).toContain(
      'The provider answered: invalid_grant: No [hidden] for [hidden] and [hidden] (status 400)',
    )
    expect(told(api)).not.toContain('[object')
    for (const secret of [code, 'the-client-secret', 'c2ln']) expect(told(api)).not.toContain(secret)
  })

  test('when it fails without a word', async () => {
    const api = await startWithProvider()
    const visit = browser(api)
    const back = await goToProvider(visit)
    provider.service.once(Events.BeforeResponse, (answer: { statusCode: number }) => {
      answer.statusCode = 503
    })
    await visit(back)
    expect(told(api)).toContain('The provider answered: status 503')
  })

  test('when it is another one than was set', async () => {
    const api = await startWithProvider({ issuer: `${provider.issuer.url}/elsewhere` })
    await browser(api)(`/sign-in?challenge=${challengeOf(verifier)}`)
    expect(told(api)).toContain('The provider answered: status 404')
  })
})

test('behind a proxy on this machine the worker answers to its public name, and to no other', async () => {
  const { app } = await startWithProvider({ publicUrl: 'https://plumbline.example.com' })
  const status = async (host: string) => (await app.request(`http://${host}/api/health`)).status
  expect(await status('plumbline.example.com')).toBe(200)
  expect(await status('evil.example.com')).toBe(421)
  const begun = await app.request(`http://plumbline.example.com/sign-in?challenge=${challengeOf(verifier)}`)
  expect(begun.headers.get('set-cookie')).toMatch(/HttpOnly.*Secure.*SameSite=Lax/)
})

test('what is no challenge begins nothing', async () => {
  const api = await startWithProvider()
  for (const challenge of ['', 'short', `${'a'.repeat(42)}%3c`, 'a'.repeat(44)]) {
    expect((await browser(api)(`/sign-in?challenge=${challenge}`)).status, challenge).toBe(400)
  }
})

test('sign-ins stand in the audit log, failed ones too, and no code or token', async () => {
  const api = await startWithProvider()
  const { code } = await signIn(api)
  const { json } = await redeem(api, code)
  await redeem(api, code)
  const { json: audit, text } = await api.call('/audit')
  expect(audit.items).toMatchObject([
    { route: '/api/sign-in/token', status: 403 },
    { route: '/api/sign-in/token', status: 200, name: 'Ann', door: 'ui' },
  ])
  expect(text).not.toContain(code)
  expect(text).not.toContain(json.token)
  expect(api.lines.join()).not.toContain(code)
})

test('names from the provider stand on one line', async () => {
  const api = await startWithProvider()
  claims = { ...claims, name: ' Ann\r\n2026 admin \u202eDELETE ' }
  const { json } = await redeem(api, (await signIn(api)).code)
  expect(json.name).toBe('Ann  2026 admin  DELETE')
})

test('names from the provider are text, whatever they hold', async () => {
  const api = await startWithProvider({ issuer: String(provider.issuer.url), roles: {} })
  await createUser(api.database, { name: 'Somebody', roles: [] }, api.time.now)
  claims = { ...claims, name: '<script>alert(1)</script>' }
  const { text } = await signIn(api)
  expect(text).not.toContain('<script>')
})
