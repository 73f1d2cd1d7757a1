import { afterEach, expect, test, vi } from 'vitest'
import { changes } from '../../../extension/app/read.ts'
import { type List, useList } from '../../../extension/app/use-list.ts'
import { clear, draw, fakeWorker, settle } from './find/setting.tsx'

afterEach(async () => {
  await clear()
  vi.unstubAllGlobals()
})

type Named = { readonly name?: string; readonly id?: string }
let list: List<Named>

function Resources({ cloud }: { readonly cloud: 'aws' | 'gcp' }) {
  list = useList((api) => api.resources, { query: { cloud, pageSize: '100' } })
  return null
}

function Searches() {
  list = useList((api) => api.searches, { query: { pageSize: '100' } })
  return null
}

function Connectors() {
  list = useList((api) => api.connectors, { query: {} })
  return null
}

const rows = (from: number, count: number, mark = 'row') =>
  Array.from({ length: count }, (_, index) => ({ name: `${mark} ${from + index}` }))

/** 250 resources, three pages. */
const byCursor = (mark: () => string) => ({
  'GET resources': ({ query }: { readonly query: Readonly<Record<string, string>> }) => {
    const from = Number(query.cursor ?? 0)
    const items = rows(from, Math.min(100, 250 - from), mark())
    return { items, total: 250, ...(from + 100 < 250 ? { next: String(from + 100) } : {}) }
  },
})

test('a list that pages by cursor goes on as one comes near its end', async () => {
  const asked = fakeWorker(byCursor(() => 'row'))
  await draw(<Resources cloud="aws" />)
  await settle(30)
  expect(list.total).toBe(250)
  expect(list.length).toBe(200)
  list.show(0, 20)
  await settle(30)
  expect(asked).toHaveLength(1)
  list.show(50, 70)
  await settle(30)
  expect(asked).toHaveLength(2)
  expect(list.rowAt(150)?.name).toBe('row 150')
  list.show(0, 249)
  await settle(30)
  expect(list.length).toBe(250)
  expect(list.rowAt(249)?.name).toBe('row 249')
  expect(list.rowAt(250)).toBeUndefined()
})

test('after a change the rows that were on show stay until the new ones are here', async () => {
  let mark = 'old'
  fakeWorker(byCursor(() => mark))
  await draw(<Resources cloud="aws" />)
  await settle(30)
  list.show(100, 160)
  await settle(30)
  mark = 'new'
  changes.value += 1
  const seen = new Set<string | undefined>()
  for (let i = 0; i < 30; i++) {
    await settle(2)
    seen.add(list.rowAt(150)?.name)
  }
  expect([...seen]).toEqual(['old 150', 'new 150'])
})

test('other arguments are another list', async () => {
  fakeWorker(byCursor(() => 'row'))
  await draw(<Resources cloud="aws" />)
  await settle(30)
  await draw(<Resources cloud="gcp" />)
  await settle(30)
  expect(list.rowAt(0)?.name).toBe('row 0')
  expect(list.length).toBe(200)
})

test('a list that pages by number is fetched where it is on show', async () => {
  const asked = fakeWorker({
    'GET searches': ({ query }) => {
      const page = Number(query.page ?? 1)
      return { items: rows((page - 1) * 100, 100), total: 1000, page, pageSize: 100 }
    },
  })
  await draw(<Searches />)
  await settle(30)
  expect(list.length).toBe(1000)
  list.show(880, 900)
  await settle(30)
  expect(list.rowAt(890)?.name).toBe('row 890')
  expect(list.rowAt(500)).toBeUndefined()
  expect(asked.map(({ query }) => query.page)).toEqual([undefined, '9', '10'])
})

test('a page that came back empty is not asked for for ever', async () => {
  const asked = fakeWorker({
    'GET searches': ({ query }) => ({ items: query.page ? [] : rows(0, 100), total: 300, page: 1, pageSize: 100 }),
  })
  await draw(<Searches />)
  await settle(30)
  list.show(0, 299)
  await settle(60)
  expect(asked).toHaveLength(3)
})

test('a list that does not page is whole at once', async () => {
  fakeWorker({ 'GET connectors': () => ({ items: [{ id: 'a' }, { id: 'b' }] }) })
  await draw(<Connectors />)
  await settle(30)
  expect(list.total).toBe(2)
  expect(list.length).toBe(2)
})

test('a page that cannot be had is a problem, until it is asked for again', async () => {
  let isAway = true
  const answers = byCursor(() => 'row')
  fakeWorker({
    'GET resources': (asked) => (asked.query.cursor && isAway ? new Error('Busy.') : answers['GET resources'](asked)),
  })
  await draw(<Resources cloud="aws" />)
  await settle(30)
  list.show(80, 99)
  await settle(30)
  expect(list.problem?.message).toBe('Busy.')
  expect(list.isLoading).toBe(false)
  isAway = false
  list.refresh()
  await settle(60)
  expect(list.problem).toBeUndefined()
  expect(list.rowAt(150)?.name).toBe('row 150')
})
