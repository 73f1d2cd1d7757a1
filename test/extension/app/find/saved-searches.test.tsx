import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SavedSearches } from '../../../../extension/app/find/saved-searches.tsx'
import { text } from '../../../../extension/app/text/find.ts'
import type { SavedSearch } from '../../../../shared/saved-search.ts'
import { button, clear, click, draw, fakeWorker, press, settle, type } from './setting.tsx'
// It is fetched when it is opened; here it is at hand.
import '../../../../extension/app/find/saved-panel.tsx'

const time = '2026-01-01T00:00:00.000Z'
const search = (more: Partial<SavedSearch>): SavedSearch => ({
  ...{ id: 's1', title: 'Public buckets', list: 'resources', query: 'name:public' },
  ...{ shared: false, mine: true, owner: 'Ana', created: time, updated: time },
  ...more,
})
const others = search({ id: 's2', title: 'Old keys', query: 'name:key', mine: false, shared: true, owner: 'Bo' })

let kept: SavedSearch[]
let loaded: string[]

beforeEach(() => {
  kept = [search({}), others]
  loaded = []
})
afterEach(async () => {
  await clear()
  vi.unstubAllGlobals()
})

async function open(query = 'region:eu-west-1') {
  const asked = fakeWorker({
    'GET searches': () => ({ items: kept, total: kept.length, page: 1, pageSize: 500 }),
    'POST searches': ({ body }) => {
      const draft = body as SavedSearch
      if (kept.some(({ title }) => title === draft.title)) return new Error('You have a saved search of this title.')
      kept = [...kept, search({ ...draft, id: 's3' })]
      return kept.at(-1)
    },
    'PATCH searches/:id': ({ body }) => {
      kept = kept.map((one) => (one.id === 's1' ? { ...one, ...(body as object) } : one))
      return kept[0]
    },
    'DELETE searches/:id': () => {
      kept = kept.filter(({ id }) => id !== 's1')
      return {}
    },
  })
  await draw(<SavedSearches list="resources" query={query} onLoad={(one) => loaded.push(one)} />)
  await click(button(text.saved))
  await settle(30)
  return asked
}

const group = (title: string) => document.querySelector(`section[aria-label="${title}"]`)?.textContent ?? ''
const row = (title: string) =>
  [...document.querySelectorAll('li button')].find((one) => one.textContent?.includes(title))
const alerts = () => [...document.querySelectorAll('[role=alert], [aria-live]')].map((one) => one.textContent).join()

test('F316: one’s own and shared searches stand apart, and a press loads one', async () => {
  await open()
  expect(group(text.yours)).toContain('Public buckets')
  expect(group(text.yours)).not.toContain('Old keys')
  expect(group(text.others)).toContain('by Bo')
  await click(row('Old keys'))
  expect(loaded).toEqual(['name:key'])
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

test('F315, F318: a reader saves the search on show under a title and shares it', async () => {
  const asked = await open()
  await click(button(text.saveThis))
  await click(button(text.save))
  expect(alerts()).toContain(text.searchTitleMissing)
  await type(document.querySelector('form input[type=text]') as HTMLInputElement, '  Europe ')
  await click(document.querySelector('form input[type=checkbox]'))
  await click(button(text.save))
  await settle(30)
  const post = asked.find(({ method }) => method === 'POST')
  expect(post?.body).toEqual({ title: 'Europe', shared: true, query: 'region:eu-west-1', list: 'resources' })
  expect(group(text.yours)).toContain('Europe')
})

test('F315: a title that is taken is said beside it, and nothing is lost', async () => {
  await open()
  await click(button(text.saveThis))
  const title = document.querySelector('form input[type=text]') as HTMLInputElement
  await type(title, 'Public buckets')
  await click(button(text.save))
  await settle(30)
  expect(alerts()).toContain('You have a saved search of this title.')
  expect(title.value).toBe('Public buckets')
})

test('F317: deleting asks first', async () => {
  const asked = await open()
  await click(button(text.more('Public buckets')))
  await click(button(text.remove))
  expect(alerts()).toContain(text.removeWhy('Public buckets'))
  expect(document.activeElement).toBe(button(text.cancel))
  expect(asked.some(({ method }) => method === 'DELETE')).toBe(false)
  await click(button(text.remove))
  await settle(30)
  expect(asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual(['searches/s1'])
  expect(document.body.textContent).not.toContain('Public buckets')
  expect(document.activeElement).toBe(document.querySelector('[role=dialog]'))
})

test('F318: one’s own search is shared, and no longer shared, with one press', async () => {
  await open()
  await click(button(text.more('Public buckets')))
  await click(button(text.shareNow))
  await settle(30)
  expect(kept[0]?.shared).toBe(true)
  expect(group(text.yours)).toContain(text.isShared)
  await click(button(text.more('Public buckets')))
  await click(button(text.unshare))
  await settle(30)
  expect(kept[0]?.shared).toBe(false)
})

test('one’s own search is renamed; those of others cannot be changed', async () => {
  await open()
  expect(button(text.more('Old keys'))).toBeUndefined()
  await click(button(text.more('Public buckets')))
  await click(button(text.rename))
  await type(document.querySelector('li form input[type=text]') as HTMLInputElement, 'Open buckets')
  await click(button(text.save))
  await settle(30)
  expect(group(text.yours)).toContain('Open buckets')
})

test('Escape closes, and the focus comes back', async () => {
  await open('')
  expect(document.body.textContent).toContain(text.saveNothing)
  await press(document.querySelector('[role=dialog]'), 'Escape')
  expect(document.querySelector('[role=dialog]')).toBeNull()
  expect(document.activeElement).toBe(button(text.saved))
})
