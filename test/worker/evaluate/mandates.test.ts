import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadMandates } from '../../../worker/evaluate/load-mandates.ts'
import { PolicyError } from '../../../worker/evaluate/problem.ts'
import { folderOf } from './shop.ts'

const controls = [
  { cid: 1, cloud: 'aws' },
  { cid: 2, cloud: 'aws' },
  { cid: 50011, cloud: 'azure' },
] as const

const mandate = (changes: Readonly<Record<string, unknown>> = {}): string =>
  stringify({
    number: 1,
    title: 'Door Standard',
    version: '2.0',
    publisher: 'The Door Council',
    description: 'How doors are shut.',
    reference: 'https://example.com/doors',
    requirements: [{ id: '1.1', controls: [1] }],
    ...changes,
  })

const load = (files: Readonly<Record<string, string>>) => loadMandates(folderOf(files), controls)

function refusal(text: string): string {
  try {
    load({ 'mandates/doors.yaml': text })
  } catch (error) {
    if (error instanceof PolicyError) return error.message
    throw error
  }
  throw new Error('it was not refused')
}

test('requirements are put in the order in which people number them', () => {
  const ids = ['1.10', 'AC-2(10)', '1.9', 'AC-2(9)', '1.2.1', '1.2', 'AC-2', '1.2.1.a', 'AC-10']
  const [loaded] = load({
    'mandates/doors.yaml': mandate({ requirements: ids.map((id) => ({ id, controls: [1] })) }),
  })
  expect(loaded?.requirements.map(({ id }) => id)).toEqual([
    ...['1.2', '1.2.1', '1.2.1.a', '1.9', '1.10'],
    ...['AC-2', 'AC-2(9)', 'AC-2(10)', 'AC-10'],
  ])
})

test('a mandate is about the clouds of its controls, and mandates are told by title and version', () => {
  const both = [{ id: '1', controls: [50011, 2] }]
  const mandates = load({
    'mandates/a.yaml': mandate({ version: '10.0', requirements: both }),
    'mandates/b.yaml': mandate({ number: 2, version: '9.0' }),
  })
  expect(mandates.map(({ slug, clouds }) => [slug, clouds])).toEqual([
    ['b', ['aws']],
    ['a', ['aws', 'azure']],
  ])
})

test('two mandates with the same number are refused, naming the other', () => {
  expect(() => load({ 'mandates/a.yaml': mandate(), 'mandates/b.yaml': mandate({ version: '9.0' }) })).toThrow(
    /1 is the number of policies\/mandates\/[ab]\.yaml/,
  )
})

test('without mandates there are none', () => {
  expect(load({})).toEqual([])
})

test.each([
  ['an unknown control', { requirements: [{ id: '1.1', controls: [1, 77] }] }, 'there is no control 77'],
  ['a control twice', { requirements: [{ id: '1.1', controls: [1, 1] }] }, '1 is listed twice'],
  ['no controls', { requirements: [{ id: '1.1', controls: [] }] }, 'Too small'],
  ['no requirements', { requirements: [] }, 'Too small'],
  ['a number for an id', { requirements: [{ id: 1.1, controls: [1] }] }, 'expected string'],
  ['an unknown key', { requirements: [{ id: '1.1', controls: [1], text: 'Doors shall' }] }, '"text"'],
  ['an unknown key of the mandate', { surprise: 1 }, '"surprise"'],
  ['a reference that is no address', { reference: 'http://example.com' }, 'Invalid URL'],
])('%s is refused', (_, changes, message) => {
  expect(refusal(mandate(changes))).toMatch(/^policies\/mandates\/doors\.yaml:\d+:\d+: /)
  expect(refusal(mandate(changes))).toContain(message)
})

test('a requirement that is listed twice is shown where it stands the second time', () => {
  const requirements = [
    { id: '1.1', controls: [1] },
    { id: '1.1', controls: [2] },
  ]
  const text = mandate({ requirements })
  const line = text.slice(0, text.lastIndexOf('1.1')).split('\n').length
  expect(refusal(text)).toContain(`policies/mandates/doors.yaml:${line}:10: requirement 1.1 is listed twice\n`)
})

test('a mandate that lacks a part is refused, and everything wrong with all of them is told at once', () => {
  const files = { 'mandates/a.yaml': 'title: [unfinished', 'mandates/b.yaml': mandate({ publisher: undefined }) }
  expect(() => load(files)).toThrow(/policies\/mandates\/a\.yaml:1[\s\S]*policies\/mandates\/b\.yaml:1/)
})
