import { expect, test } from 'vitest'
import { postJson } from '../../../worker/notify/post-json.ts'
import { mayReach, type Reach, resolveHost } from '../../../worker/notify/reach.ts'
import { startReceiver } from './receiver.ts'

const open: Reach = { isLoopback: false, allowsPrivate: false }
const here: Reach = { isLoopback: true, allowsPrivate: false }
const inside: Reach = { isLoopback: false, allowsPrivate: true }

test.each([
  ['8.8.8.8', true, true, true],
  ['2606:4700::1111', true, true, true],
  ['127.0.0.1', false, true, true],
  ['127.8.9.1', false, true, true],
  ['::1', false, true, true],
  ['::ffff:127.0.0.1', false, true, true],
  ['10.1.2.3', false, false, true],
  ['172.31.255.255', false, false, true],
  ['192.168.0.1', false, false, true],
  ['100.64.0.1', false, false, true],
  ['::ffff:192.168.0.1', false, false, true],
  ['fd12::1', false, false, true],
  ['169.254.169.254', false, false, false],
  ['::ffff:169.254.169.254', false, false, false],
  ['168.63.129.16', false, false, false],
  ['fd00:ec2::254', false, false, false],
  ['fe80::1', false, false, false],
  ['64:ff9b::a9fe:a9fe', false, false, false],
  ['2002:7f00:1::', false, false, false],
  ['0.0.0.0', false, false, false],
  ['::', false, false, false],
  ['224.0.0.1', false, false, false],
  ['localhost', false, false, false],
])('%s may be sent to from anywhere: %s, from loopback: %s, where private is allowed: %s', (address, ...expected) => {
  expect([open, here, inside].map((reach) => mayReach(address, reach))).toEqual(expected)
})

test('a name that leads to this machine is refused, in any notation', async () => {
  for (const host of [
    'localhost',
    '127.0.0.1',
    '[::1]',
    new URL('http://0x7f000001').hostname,
    new URL('http://2130706433').hostname,
  ])
    await expect(resolveHost(host, open), host).rejects.toThrow(/private network or of this machine/)
  expect(await resolveHost('127.0.0.1', here)).toEqual(['127.0.0.1'])
})

const post = (url: string, reach: Reach) => postJson({ url, body: '{}', reach })

test('plain HTTP is spoken to this machine alone, and only where nobody else reaches the worker', async () => {
  const { url, received } = await startReceiver()
  await post(url, here)
  expect(received).toHaveLength(1)
  await expect(post(url, open)).rejects.toThrow('must begin with https://')
  await expect(post(url, inside)).rejects.toThrow('must begin with https://')
  await expect(post('http://example.com/', here)).rejects.toThrow('must begin with https://')
  expect(received).toHaveLength(1)
})

test('a redirect is not followed, and what is answered is not told', async () => {
  const { url, received, answer, port } = await startReceiver()
  Object.assign(answer, { status: 302, headers: { location: `http://127.0.0.1:${port}/other` } })
  await expect(post(url, here)).rejects.toThrow('redirect (302), which is not followed')
  answer.status = 500
  const error: Error = await post(url, here).then(
    () => new Error('none'),
    (reason) => reason,
  )
  expect(error.message).toBe('The address answered with status 500.')
  expect(received.map(({ path }) => path)).toEqual(['/hook?key=hidden', '/hook?key=hidden'])
})

test('what goes wrong is told without the address', async () => {
  await expect(post('http://127.0.0.1:1/hook?key=hidden', here)).rejects.toThrow(/^Nobody listens at the address\.$/)
  await expect(post('https://127.0.0.1:1/', open)).rejects.toThrow(/private network/)
})
