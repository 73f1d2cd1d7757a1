import { act } from 'preact/test-utils'
import { afterEach, expect, test } from 'vitest'
import { place } from '../../../extension/app/address.ts'
import { ViewGuard } from '../../../extension/app/frame/view-guard.tsx'
import { answersAt, keepAnswer } from '../../../extension/sync/answers.ts'
import { clear, draw, settle } from './find/setting.tsx'

afterEach(clear)

let isBroken = true

function View() {
  if (isBroken) throw new Error('There is no name.')
  return <h1>Drawn</h1>
}

const guarded = () => (
  <ViewGuard>
    <View />
  </ViewGuard>
)

test('a view that cannot be drawn says so, forgets what was kept of it, and is drawn once that is mended', async () => {
  isBroken = true
  await keepAnswer({ key: 'http://127.0.0.1:1/api/controls', at: 1, body: {}, place: '#/monitor' })
  const page = await draw(guarded())
  expect(page.querySelector('[role=alert]')).not.toBeNull()
  expect(page.textContent).toContain('There is no name.')
  await settle(20)
  expect(await answersAt('#/monitor')).toEqual([])
  isBroken = false
  await act(async () => page.querySelector('button')?.click())
  expect(page.textContent).toBe('Drawn')
})

test('another page is drawn again by itself', async () => {
  isBroken = true
  const page = await draw(guarded())
  expect(page.querySelector('[role=alert]')).not.toBeNull()
  isBroken = false
  await act(async () => {
    place.value = { ...place.value, path: ['monitor', 'controls', '45'] }
  })
  await settle(20)
  expect(page.textContent).toBe('Drawn')
})
