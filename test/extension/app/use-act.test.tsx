import { afterEach, expect, test } from 'vitest'
import { useAct } from '../../../extension/app/use-act.ts'
import { button, clear, click, draw, settle } from './find/setting.tsx'

afterEach(clear)

function Save({ work }: { readonly work: () => Promise<string> }) {
  const { isBusy, problem, act } = useAct()
  return (
    <>
      <button type="button" onClick={() => void act(work)}>
        Save
      </button>
      <p>{isBusy ? 'busy' : (problem?.message ?? 'idle')}</p>
    </>
  )
}

test('two clicks before the page is drawn again save once', async () => {
  let count = 0
  const page = await draw(<Save work={async () => `${++count}`} />)
  button('Save')?.click()
  button('Save')?.click()
  await settle()
  expect(count).toBe(1)
  expect(page.textContent).toContain('idle')
  await click(button('Save'))
  expect(count).toBe(2)
})

test('what failed is told and can be tried again', async () => {
  let isAway = true
  const page = await draw(
    <Save work={() => (isAway ? Promise.reject(new Error('The worker is away.')) : Promise.resolve(''))} />,
  )
  await click(button('Save'))
  expect(page.textContent).toContain('The worker is away.')
  isAway = false
  await click(button('Save'))
  expect(page.textContent).toContain('idle')
})
