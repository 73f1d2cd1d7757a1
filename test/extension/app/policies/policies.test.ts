import { expect, test } from 'vitest'
import type { ListedControl, Requirement } from '../../../../extension/app/policies/data.ts'
import { placeOf } from '../../../../extension/app/policies/lines.ts'
import { fromInput, parameterText, toInput } from '../../../../extension/app/policies/parameter-value.ts'
import { matchesRequirement } from '../../../../extension/app/policies/requirements.ts'
import { readFiles } from '../../../../extension/app/policies/transfer.ts'

test.each([
  ['90', 45, { value: 90 }],
  [' 0 ', 45, { value: 0 }],
  ['', 45, { problem: 'Write a number.' }],
  ['many', 45, { problem: 'Write a number.' }],
  ['1.5', 45, { problem: 'Write a whole number, 0 or more.' }],
  ['-1', 45, { problem: 'Write a whole number, 0 or more.' }],
  ['22\n\n3389 ', [22], { value: [22, 3389] }],
  ['22\nssh', [22], { problem: 'Write a number.' }],
  ['nat\n  proxy', ['tag'], { value: ['nat', 'proxy'] }],
  ['false', true, { value: false }],
  [' on ', 'off', { value: 'on' }],
])('%j in place of %j is read as %j', (input, standard, expected) => {
  expect(fromInput(input, standard)).toEqual(expected)
})

test('a list of a parameter is told with commas and typed line by line', () => {
  expect(parameterText([22, 3389])).toBe('22, 3389')
  expect(parameterText([])).toBe('Nothing')
  expect(toInput([22, 3389])).toBe('22\n3389')
})

test('an import takes an export or files of controls, and says what it cannot take', () => {
  const exported = JSON.stringify({ files: { 'own/aws/900001.yaml': 'title: a' } })
  expect(readFiles([{ name: 'own.json', text: exported }])).toEqual({ files: { 'own/aws/900001.yaml': 'title: a' } })
  expect(readFiles([{ name: 'mine.yaml', text: 'title: b' }])).toEqual({ files: { 'mine.yaml': 'title: b' } })
  expect(readFiles([{ name: 'notes.json', text: '{"files":{"a":1}}' }])).toEqual({
    problem: 'notes.json is neither an export nor a control’s file in YAML.',
  })
  expect(readFiles([{ name: 'ours.policy.yaml', text: '' }])).toMatchObject({
    problem: expect.stringContaining('export'),
  })
  expect(readFiles([{ name: 'a.yaml', text: 'x'.repeat(1_000_000) }])).toMatchObject({
    problem: expect.stringContaining('1 MB'),
  })
})

const posture = { pass: 0, fail: 0, unknown: 0, excepted: 0 }
const requirement = (changes: Partial<Requirement['posture']> = {}): Requirement => ({
  id: '1.2.5',
  controls: [57],
  posture: { ...posture, ...changes },
})
const controls = new Map([[57, { cid: 57, title: 'Encryption in transit' } as ListedControl]])
const find = (one: Requirement, words: string, state = '') => matchesRequirement(one, { words, state, controls })

test('F129 a requirement is found by its number and by its controls, titles and numbers alike', () => {
  const all = ['1.2', 'transit', '57', ' Encryption '].map((words) => find(requirement(), words))
  expect(all).toEqual([true, true, true, true])
  expect(find(requirement(), 'backup')).toBe(false)
})

test('F129 a requirement passes only where nothing of it fails, is unknown or is excepted alone', () => {
  expect(find(requirement({ pass: 3 }), '', 'pass')).toBe(true)
  expect(find(requirement({ pass: 3, unknown: 1 }), '', 'pass')).toBe(false)
  expect(find(requirement({ pass: 3, unknown: 1 }), '', 'unknown')).toBe(true)
  expect(find(requirement({ pass: 3, fail: 1 }), '', 'fail')).toBe(true)
  expect(find(requirement({ excepted: 2 }), '', 'pass')).toBe(false)
  expect(find(requirement(), '', 'none')).toBe(true)
  expect(find(requirement({ fail: 1 }), '', 'what-there-is-not')).toBe(true)
})

test('a problem’s line and column lead to its place in the text', () => {
  const text = 'title: a\ncheck: |\n  resource.x\n'
  expect(text.slice(placeOf(text, 3, 3), placeOf(text, 3, 11))).toBe('resource')
  expect(placeOf(text, 99, 1)).toBe(text.length)
})
