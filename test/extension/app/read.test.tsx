import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { place } from '../../../extension/app/address.ts'
import { rememberAnswers, useRead } from '../../../extension/app/read.ts'
import { setWorker } from '../../../extension/app/worker.ts'
import { answersAt, forgetAnswers, keepAnswer } from '../../../extension/sync/answers.ts'
import { clear, draw, fakeWorker, settle } from './find/setting.tsx'

afterEach(async () => {
  await clear()
  vi.unstubAllGlobals()
})

function Titles() {
  const { data, isLoading } = useRead((api) => api.dashboards, { query: {} })
  return <p>{data ? data.items.map(({ title }) => title).join() : isLoading ? 'loading' : 'nothing'}</p>
}

test('what was told to one token is not shown to the next one of the same worker', async () => {
  const worker = 'http://127.0.0.1:29999'
  fakeWorker({ 'GET dashboards': () => ({ items: [{ title: 'Private' }] }) })
  setWorker({ worker, token: 'plb_first', role: 'manager' })
  const page = await draw(<Titles />)
  await settle(50)
  expect(page.textContent).toBe('Private')
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  // As the background does.
  await forgetAnswers()
  await act(async () => setWorker({ worker, token: 'plb_second', role: 'reader' }))
  await settle()
  expect(page.textContent).toBe('loading')
})

function State() {
  const { data, problem, isLoading } = useRead((api) => api.dashboards, { query: {} })
  return (
    <p>{`${data?.items.length ?? 'no'} kept, ${problem ? 'refused' : 'well'}, ${isLoading ? 'loading' : 'done'}`}</p>
  )
}

test('a refusal that comes before what is kept ends the waiting: nothing more is on its way', async () => {
  const worker = 'http://127.0.0.1:29998'
  await keepAnswer({ key: `${worker}/api/dashboards`, at: Date.now(), body: { items: [{ title: 'Kept' }] } })
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 500 }))
  setWorker({ worker, token: 'plb_first', role: 'manager' })
  const page = await draw(<State />)
  await settle(100)
  expect(page.textContent).toBe('1 kept, refused, done')
})

test('what was answered at a place is there with the first frame the next time', async () => {
  const worker = 'http://127.0.0.1:29997'
  place.value = { path: ['reports'], scope: { cloud: 'aws' }, params: {} }
  fakeWorker({ 'GET dashboards': () => ({ items: [{ title: 'Asked here' }] }) })
  setWorker({ worker, token: 'plb_first', role: 'manager' })
  await draw(<Titles />)
  await settle(50)
  expect(await answersAt('#/monitor')).toEqual([])
  const answers = await answersAt('#/reports?cloud=aws')
  expect(answers.map(({ key }) => key)).toEqual([`${worker}/api/dashboards`])

  // The page is opened anew: nothing is known to it yet.
  setWorker(undefined)
  setWorker({ worker, token: 'plb_first', role: 'manager' })
  rememberAnswers(answers)
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  const root = document.createElement('div')
  render(<Titles />, root)
  expect(root.textContent).toBe('Asked here')
  render(null, root)
})
