import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ControlFile } from '../../../shared/control.ts'
import { resourceTypes } from '../../../worker/collect/index.ts'
import { loadCatalogue } from '../../../worker/evaluate/catalogue.ts'
import { copyText, withCid } from '../../../worker/own-text.ts'
import { type ParameterValue, wrongValue } from '../../../worker/parameter-values.ts'

const catalogue = loadCatalogue({ root: join(import.meta.dirname, '../../..'), types: resourceTypes })
const textOf = (cid: number) => catalogue.textOf(cid) ?? ''
const isCustomizable = catalogue.evaluator.controls.filter(({ parameters }) => parameters)

test('a number is put into a text without changing anything else', () => {
  expect(withCid('# mine\ntitle: a\n', 5)).toBe('# mine\ncid: 5\ntitle: a\n')
  expect(withCid('title: a\ncid: 17 # old\nb:   c\n', 5)).toBe('title: a\ncid: 5 # old\nb:   c\n')
  expect(withCid('---\n  title: a\n  b: c\n', 5)).toBe('---\n  cid: 5\n  title: a\n  b: c\n')
  expect(withCid('{ title: a, b: c }', 5)).toBe('{ cid: 5, title: a, b: c }')
  expect(withCid('{ title: a, "cid": 3 }', 5)).toBe('{ title: a, "cid": 5 }')
  expect(withCid('cid:\ntitle: a\n', 5)).toMatch(/^cid: ?5\ntitle: a\n$/)
})

test('a copy keeps the comments and the texts, and the figures follow the parameter', () => {
  const text = copyText(textOf(4), { criticality: 'LOW', parameters: { maxDays: 30 } })
  const file = parse(text) as ControlFile
  expect(file).toMatchObject({ criticality: 'LOW', title: 'Ensure access key1 is rotated every 30 days or less' })
  expect(file.evidence?.[1]?.expected).toBe('within the last 30 days')
  expect(text).toContain('# Inactive keys open nothing.')
  expect(file.examples[0]).toMatchObject({ name: 'a young key', parameters: { maxDays: 90 } })
  expect(catalogue.check({ text }).problems).toEqual([])
  expect(parse(copyText(textOf(4), { title: 'Mine', parameters: { maxDays: 30 } })).title).toBe('Mine')
})

test('a copy without changes is the same control', () => {
  for (const { cid, slug } of catalogue.evaluator.controls) {
    const { cid: _, aliases: __, ...same } = parse(textOf(cid)) as ControlFile
    expect(parse(copyText(textOf(cid), {})), slug).toEqual(same)
  }
})

const other = (value: ParameterValue): ParameterValue => {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  if (typeof value === 'string') return `${value}x`
  return typeof value[0] === 'number' ? [...value, 4444] : [...value, 'other']
}

test.each(isCustomizable.map(({ cid, slug }) => [cid, slug] as const))(
  'the copy of CID %i (%s) with other parameters is a sound control',
  (cid) => {
    const { parameters = {} } = parse(textOf(cid)) as ControlFile
    const changed = Object.fromEntries(
      Object.entries(parameters).map(([name, parameter]) => [name, other(parameter.default)]),
    )
    const text = copyText(textOf(cid), { parameters: changed })
    expect(catalogue.check({ text, copiedFrom: cid }).problems).toEqual([])
    const copied = parse(text) as ControlFile
    for (const [name, value] of Object.entries(changed)) expect(copied.parameters?.[name]?.default).toEqual(value)
  },
)

test('the controls that the sources let their users customise can be customised', () => {
  const cids = isCustomizable.map(({ cid }) => cid)
  expect(cids).toEqual(expect.arrayContaining([2, 3, 4, 5, 11, 12, 13, 18]))
})

test.each<[string, ParameterValue, ParameterValue, string | undefined]>([
  ['a number', 30, 90, undefined],
  ['nothing', 0, 90, undefined],
  ['less than nothing', -1, 90, 'between 0'],
  ['half a day', 0.5, 90, 'whole number'],
  ['no number', Number.NaN, 90, 'whole number'],
  ['a text for a number', '30', 90, 'must be a number'],
  ['a list for a number', [30], 90, 'must be a number'],
  ['a number for a list', 22, [22, 3389], 'must be a list of numbers'],
  ['texts for numbers', ['22'], [22, 3389], 'must be a list of numbers'],
  ['a mixed list', [22, 'a'], [22], 'not of both'],
  ['no ports', [], [22], undefined],
  ['texts where none is the default', ['a'], [], undefined],
  ['a word for a yes', 'yes', true, 'must be true or false'],
])('a parameter: %s', (_, value, standard, message) => {
  if (message === undefined) expect(wrongValue(value, standard)).toBeUndefined()
  else expect(wrongValue(value, standard)).toContain(message)
})
