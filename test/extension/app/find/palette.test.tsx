import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parsePlace } from '../../../../extension/app/address.ts'
import { isPaletteOpen, Palette } from '../../../../extension/app/find/palette.tsx'
import type { Ask } from '../../../../extension/app/find/use-found.ts'
import { text } from '../../../../extension/app/text/find.ts'
import type { Hit, Status } from '../../../../extension/sync/messages.ts'
import { clear, click, draw, fakeWorker, options, press, settle, type } from './setting.tsx'
// It is fetched when it is opened; here it is at hand.
import '../../../../extension/app/find/palette-dialog.tsx'

const bucket = { id: 'arn:aws:s3:::pay/roll', type: 'aws.s3.bucket', name: 'payroll', account: '111122223333' }
const status: Status = {
  syncing: false,
  synced: new Date(Date.now() - 185_000).toISOString(),
  connectors: [{ id: 'c1', cloud: 'aws', name: 'Production', account: '111122223333', state: 'Online' }],
  titles: { 48: { title: 'Buckets keep versions of payroll', criticality: 'HIGH' } },
}
const hit = { resource: { ...bucket, cloud: 'aws', region: 'eu-west-1' } } as Hit
const ask = (async () => ({ total: 1, hits: [hit] })) as unknown as Ask
const page = (items: unknown[]) => ({ items, total: items.length, page: 1, pageSize: 8 })

let done: string[]
const actions = [{ id: 'sync', label: 'Sync now', run: () => done.push('sync') }]

beforeEach(() => {
  done = []
  localStorage.clear()
  location.hash = ''
})
afterEach(async () => {
  await clear()
  vi.unstubAllGlobals()
})

const input = () => document.querySelector<HTMLInputElement>('dialog [role=combobox]') as HTMLInputElement
const groupOf = (label: string) =>
  [...document.querySelectorAll(`[role=group][aria-label="${label}"] [role=option]`)].map((one) => one.textContent)

async function open() {
  await draw(<Palette actions={actions} ask={ask} status={status} />)
  await press(document.body, 'k', { ctrlKey: true })
}

const withWorker = () =>
  fakeWorker({
    'GET resources': () => ({ items: [bucket], total: 1 }),
    'GET controls': ({ query }) => page(query.text === '48' ? [{ cid: 48, title: 'Versioning' }] : []),
    'GET searches': () => page([{ id: 's1', title: 'Pay things', list: 'controls', query: 'name:pay' }]),
  })

test('Ctrl K opens and closes it from anywhere, in less than 100 ms', async () => {
  withWorker()
  await draw(<Palette actions={actions} ask={ask} status={status} />)
  const begin = performance.now()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', metaKey: true, bubbles: true }))
  await Promise.resolve()
  expect(performance.now() - begin).toBeLessThan(100)
  await settle()
  expect(input()).not.toBeNull()
  await press(input(), 'k', { ctrlKey: true })
  expect(document.querySelector('dialog')).toBeNull()
})

test('opening it asks nobody; saved searches are read once something is typed', async () => {
  const asked = withWorker()
  await open()
  expect(asked).toEqual([])
  await type(input(), 'p')
  await type(input(), 'pa')
  expect(asked.filter(({ path }) => path === 'searches')).toHaveLength(1)
})

test('it finds resources, accounts, connectors and saved searches, each in its group', async () => {
  withWorker()
  await open()
  await type(input(), 'pay')
  await settle(200)
  expect(groupOf(text.groups.resource)).toEqual(['payrollS3 bucket · 111122223333'])
  expect(groupOf(text.groups.search)).toEqual(['Pay thingsControls · name:pay'])
  await type(input(), '1111')
  expect(groupOf(text.groups.account)).toEqual(['ProductionAWS · 111122223333'])
  expect(groupOf(text.groups.connector)).toEqual(['ProductionAWS · 111122223333'])
})

test('a resource opens with Enter, whatever is in its id', async () => {
  withWorker()
  await open()
  await type(input(), 'payroll')
  await settle(200)
  await press(input(), 'Enter')
  expect(parsePlace(location.hash).path).toEqual(['resources', 'detail', bucket.id])
  expect(isPaletteOpen.value).toBe(false)
})

test('what was found for other words cannot be opened by mistake', async () => {
  withWorker()
  await open()
  await type(input(), 'pay')
  await settle(200)
  await type(input(), 'paz')
  await press(input(), 'Enter')
  expect(location.hash).toBe('')
  expect(isPaletteOpen.value).toBe(true)
})

test('F316: a saved search opens in the view of its list', async () => {
  withWorker()
  await open()
  await type(input(), 'pay things')
  await press(input(), 'Enter')
  const { path, params } = parsePlace(location.hash)
  expect({ path, params }).toEqual({ path: ['policies'], params: { tab: 'controls', query: 'name:pay' } })
})

test('a control is found by its CID', async () => {
  withWorker()
  await open()
  await type(input(), '48')
  await settle(200)
  expect(groupOf(text.groups.control)).toEqual(['VersioningCID 48'])
  await click(document.querySelector(`[aria-label="${text.groups.control}"] [role=option]`))
  expect(parsePlace(location.hash).path).toEqual(['monitor', 'controls', '48'])
})

test('an account narrows all views to it', async () => {
  withWorker()
  await open()
  await type(input(), 'production')
  await click(document.querySelector(`[aria-label="${text.groups.account}"] [role=option]`))
  expect(parsePlace(location.hash).scope).toEqual({ cloud: 'aws', account: '111122223333' })
})

test('an action is done, and stands first the next time', async () => {
  withWorker()
  await open()
  await type(input(), 'sync')
  await press(input(), 'Enter')
  expect(done).toEqual(['sync'])
  await press(document.body, 'k', { ctrlKey: true })
  expect(groupOf(text.groups.recent)).toEqual(['Sync now'])
  expect(options().filter((one) => one === 'Sync now')).toHaveLength(1)
})

test('arrow keys go round, and the line names the active option', async () => {
  withWorker()
  await open()
  await type(input(), 'production')
  const active = () => document.getElementById(input().getAttribute('aria-activedescendant') ?? '')
  const first = active()
  expect(first?.getAttribute('aria-selected')).toBe('true')
  await press(input(), 'ArrowUp')
  expect(active()).not.toBe(first)
  await press(input(), 'ArrowDown')
  expect(active()).toBe(first)
})

test('without the worker it searches what the browser keeps, and says how old that is', async () => {
  fakeWorker({})
  await open()
  await type(input(), 'payroll')
  await settle(200)
  expect(groupOf(text.groups.resource)).toEqual(['payrollS3 bucket · 111122223333'])
  expect(groupOf(text.groups.control)).toEqual(['Buckets keep versions of payrollCID 48'])
  expect(document.querySelector('dialog [role=status]')?.textContent).toContain('3 minutes ago')
})

test('what was kept by a stranger is no recent item', async () => {
  withWorker()
  for (const key of ['plumbline.recent.', 'x']) localStorage.setItem(key, '[{"kind":"view","label":1}]')
  await open()
  expect(groupOf(text.groups.recent)).toEqual([])
})
