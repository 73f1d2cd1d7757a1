import { useState } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { changes, useRead } from '../../../extension/app/read.ts'
import { useFresh } from '../../../extension/app/use-fresh.ts'
import { clear, draw, fakeWorker, settle, type } from './find/setting.tsx'

afterEach(async () => {
  await clear()
  vi.unstubAllGlobals()
})

function Form({ title: given }: { readonly title: string }) {
  const [title, setTitle] = useState(given)
  return <input value={title} onInput={({ currentTarget }) => setTitle(currentTarget.value)} />
}

function Edit() {
  const { data } = useFresh(
    useRead((api) => api.searches[':id'], { param: { id: '1' } }),
    '1',
  )
  return data ? <Form key={data.updated} title={data.title} /> : <p>loading</p>
}

test('a form begins with what the worker says now, and what is typed outlives what is read later', async () => {
  let stored = { title: 'Before', updated: 'a' }
  fakeWorker({ 'GET searches/:id': () => stored })
  await draw(<Edit />)
  await settle(50)
  await clear()
  stored = { title: 'Now', updated: 'b' }
  const page = await draw(<Edit />)
  await settle(50)
  const input = page.querySelector('input')
  expect(input?.value).toBe('Now')
  if (input) await type(input, 'Typed')
  stored = { title: 'Of somebody else', updated: 'c' }
  await act(async () => {
    changes.value += 1
  })
  await settle(50)
  expect(page.querySelector('input')?.value).toBe('Typed')
})
