import { expect, test } from 'vitest'
import { listen } from '../../worker/listen.ts'

test('connections are kept for longer than a write can wait for another one, so that no request is lost with them', async () => {
  const { port, close } = await listen({ fetch: () => new Response('here'), host: '127.0.0.1', port: 0 })
  const response = await fetch(`http://127.0.0.1:${port}`)
  const [, seconds] = /timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '') ?? []
  expect(Number(seconds)).toBeGreaterThan(15)
  expect(await response.text()).toBe('here')
  await close()
})
