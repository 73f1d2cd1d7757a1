import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QueryBar } from '../../../../extension/app/find/query-bar.tsx'
import { text } from '../../../../extension/app/text/find.ts'
import { button, clear, click, draw, fakeWorker, options, press, settle, type } from './setting.tsx'

const input = () => document.querySelector<HTMLInputElement>('[role=combobox]') as HTMLInputElement
const problem = () => document.querySelector('[aria-live] > span')?.textContent
const wrong = () => [...document.querySelectorAll('[class*=wrong]')].map((one) => one.textContent).join('')

const types = {
  items: [{ type: 'aws.s3.bucket', label: 'S3 bucket', code: 'BUCKET', service: 'S3' }],
  isPartial: false,
}
let ran: string[]

beforeEach(() => {
  ran = []
  localStorage.clear()
})
afterEach(async () => {
  await clear()
  vi.unstubAllGlobals()
})

const show = (value = '') => draw(<QueryBar list="resources" value={value} onChange={(query) => ran.push(query)} />)

test('F314: a query runs with Enter and is offered again among the last searches', async () => {
  fakeWorker({})
  await show()
  await type(input(), '  region:eu-west-1 ')
  await press(input(), 'Enter')
  expect(ran).toEqual(['region:eu-west-1'])
  await type(input(), '')
  expect(options()[0]).toBe('region:eu-west-1')
})

test('only the last 20 searches are kept, each once', async () => {
  fakeWorker({})
  await show()
  for (let i = 0; i < 22; i++) {
    await type(input(), `word${i % 21}`)
    await press(input(), 'Enter')
  }
  await type(input(), '')
  const recent = [...document.querySelectorAll(`[aria-label="${text.recent}"] [role=option]`)]
  expect(recent.map((one) => one.textContent)).toEqual([
    'word0',
    ...Array.from({ length: 19 }, (_, i) => `word${20 - i}`),
  ])
})

test('tokens are completed without the worker, by keyboard alone', async () => {
  fakeWorker({})
  await show()
  await type(input(), 'reg')
  expect(input().getAttribute('aria-expanded')).toBe('true')
  await press(input(), 'ArrowDown')
  const active = document.getElementById(input().getAttribute('aria-activedescendant') ?? '')
  expect(active?.getAttribute('aria-selected')).toBe('true')
  await press(input(), 'Enter')
  expect(input().value).toBe('region:')
  expect(ran).toEqual([])
})

test('values come from the worker, and what it says of an older text is dropped', async () => {
  const waiting: (() => void)[] = []
  const asked = fakeWorker({
    'GET query/suggest': async ({ query }) => {
      if (query.text === 'region:e') await new Promise<void>((resolve) => waiting.push(resolve))
      return { start: 7, end: query.text?.length, items: [{ text: `for ${query.text}`, kind: 'value', count: 12 }] }
    },
  })
  await show()
  await type(input(), 'region:e')
  await settle(150)
  await type(input(), 'region:eu')
  await settle(150)
  for (const answer of waiting) answer()
  await settle()
  expect(asked.filter(({ path }) => path === 'query/suggest').map(({ query }) => query.text)).toEqual([
    'region:e',
    'region:eu',
  ])
  expect(options()).toEqual(['for region:eu12'])
})

test('the worker is not asked at every letter', async () => {
  const asked = fakeWorker({ 'GET query/suggest': () => ({ start: 0, end: 0, items: [] }) })
  await show()
  for (const value of ['r', 're', 'reg', 'regi']) await type(input(), value)
  await settle(200)
  expect(asked.filter(({ path }) => path === 'query/suggest').map(({ query }) => query.text)).toEqual(['regi'])
})

test('a mistake is underlined where it is, and one press puts the suggestion there', async () => {
  fakeWorker({})
  await show()
  await type(input(), 'regoin:eu-west-1 and name:x')
  expect(wrong()).toBe('regoin')
  expect(problem()).toContain('There is no token regoin here')
  expect(input().getAttribute('aria-invalid')).toBe('true')
  await click(button(text.use('region')))
  expect(input().value).toBe('region:eu-west-1 and name:x')
  expect(problem()).toBe('')
})

test('what is still being written is no mistake until it is to run', async () => {
  fakeWorker({})
  await show()
  await type(input(), 'region:')
  expect(problem()).toBe('')
  await press(input(), 'Enter')
  expect(ran).toEqual([])
  expect(problem()).toContain('Expected a value for region')
})

test('mandates may be asked for, though only the worker knows them', async () => {
  fakeWorker({})
  await show()
  await type(input(), 'mandate.name:"PCI DSS"')
  await press(input(), 'Enter')
  expect(ran).toEqual(['mandate.name:"PCI DSS"'])
})

test('resource types are completed by their names', async () => {
  fakeWorker({ 'GET resource-types': () => types })
  await show()
  await type(input(), 'resource.type:')
  await settle()
  expect(options()).toContain('aws.s3.bucketS3 bucket')
})

test('behind a value the words that join are offered', async () => {
  fakeWorker({})
  await show()
  await type(input(), 'region:eu-west-1 ')
  expect(options()).toEqual(['and ', 'or '])
  await press(input(), 'ArrowDown')
  await press(input(), 'Tab')
  expect(input().value).toBe('region:eu-west-1 and ')
})

test('Escape closes the suggestions and keeps what was typed', async () => {
  fakeWorker({})
  await show()
  await type(input(), 'reg')
  await press(input(), 'Escape')
  expect(options()).toEqual([])
  expect(input().value).toBe('reg')
})

test('a press on the cross clears the search', async () => {
  fakeWorker({})
  await show('region:eu-west-1')
  await click(button(text.clear))
  expect(ran).toEqual([''])
  expect(document.activeElement).toBe(input())
})

test('a slash leads to the bar, but not out of another field', async () => {
  fakeWorker({})
  await show()
  const other = document.body.appendChild(document.createElement('textarea'))
  other.focus()
  expect((await press(other, '/')).defaultPrevented).toBe(false)
  other.blur()
  expect((await press(document.body, '/')).defaultPrevented).toBe(true)
  expect(document.activeElement).toBe(input())
})

test('a hostile text stays text, letter by letter', async () => {
  fakeWorker({})
  await show()
  const hostile = '<img src=x onerror=alert(1)> and "\u202E\\" `'
  await type(input(), hostile)
  expect(document.querySelector('img')).toBeNull()
  expect(document.querySelector('[aria-hidden=true][class*=colours]')?.textContent?.trimEnd()).toContain(hostile)
})
