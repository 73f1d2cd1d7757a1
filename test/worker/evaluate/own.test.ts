import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Control } from '../../../shared/control.ts'
import type { Policy } from '../../../shared/policy.ts'
import type { OwnControl } from '../../../worker/catalogue.ts'
import { resourceTypes } from '../../../worker/collect/index.ts'
import { loadCatalogue } from '../../../worker/evaluate/catalogue.ts'
import { controlText, type Draft, door, folderOf, now, types } from './shop.ts'

const catalogueOf = () =>
  loadCatalogue({ root: folderOf({ 'aws/shop/door.yaml': controlText({ check: 'true' }) }), types })

const own = (draft: Draft = {}): string =>
  controlText({
    cid: undefined,
    check: 'resource.state == "closed"',
    examples: [
      { name: 'shut', resource: { state: 'closed' }, expect: 'PASS' },
      { name: 'open', resource: { state: 'open' }, expect: 'FAIL' },
    ],
    ...draft,
  })

const check = (text: string) => catalogueOf().check({ text })
const messages = (text: string) => check(text).problems.map(({ message }) => message)

const stored = (text: string, more: Partial<OwnControl> = {}): OwnControl => ({
  ...{ cid: 900_001, version: 3, author: 'Ann', text },
  ...{ created: '2026-01-01T00:00:00.000Z', modified: '2026-02-01T00:00:00.000Z' },
  control: check(own()).control as Control,
  ...more,
})

test('a control of one’s own is the same YAML, without a number', () => {
  const { problems, examples, control } = check(own())
  expect(problems).toEqual([])
  expect(examples).toEqual([
    { name: 'shut', expected: 'PASS', got: 'PASS' },
    { name: 'open', expected: 'FAIL', got: 'FAIL' },
  ])
  expect(control).toMatchObject({ origin: 'own', cloud: 'aws', service: 'Shop', resources: ['aws.shop.door'] })
})

test('a misspelt field is shown by line, column and length', () => {
  const text = own({ check: 'resource.heihgt > 3' })
  const [problem] = check(text).problems
  const line = text.split('\n')[(problem?.line ?? 0) - 1] ?? ''
  const column = (problem?.column ?? 0) - 1
  expect(line.slice(column, column + (problem?.length ?? 0))).toBe('heihgt')
  expect(problem?.message).toContain('did you mean "height"?')
})

test('an example that does not come out is named, with what it expects and what the control says', () => {
  const examples = [
    { name: 'shut', resource: { state: 'closed' }, expect: 'FAIL' },
    { name: 'ajar', resource: {}, expect: 'PASS' },
  ]
  expect(messages(own({ examples }))).toEqual([
    'example "shut" expects FAIL, but the control says PASS (State: closed)',
    'example "ajar" expects PASS, but the control says FAIL (State: -)',
  ])
})

test.each([
  ['only passing examples', { examples: [1, 2].map((n) => passing(`shut ${n}`)) }, 'no example expects FAIL'],
  ['one name for two examples', { examples: [passing('a'), failing('a')] }, '"a" is the name of two examples'],
  ['one example', { examples: [passing('a')] }, 'Too small'],
  ['no examples', { examples: undefined }, 'expected array'],
  [
    'a field that the type lacks',
    { examples: [passing('a', { stat: 'x' }), failing('b')] },
    'Unrecognized key: "stat"',
  ],
  ['aliases', { aliases: ['aws/shop/door'] }, 'has no aliases'],
  ['a type that there is not', { resource: 'aws.shop.dor' }, 'there is no resource type aws.shop.dor'],
  ['a type twice', { resource: ['aws.shop.door', 'aws.shop.door'] }, 'is listed twice'],
  ['a cloud that there is not', { resource: 'oracle.shop.door' }, 'there is no resource type oracle.shop.door'],
  ['an unknown key', { surprise: 1 }, '"surprise"'],
  ['matches(), which backtracks', { check: `resource.colour.matches("${'(a+)+'.repeat(50)}$")` }, 'matches'],
  ['three loops', { check: loops(3) }, 'nested deeper than two'],
  ['a long expression', { check: `resource.height > 1${' || resource.height > 1'.repeat(60)}` }, 'longer than 600'],
  ['deep brackets', { check: `${'('.repeat(250)}true${')'.repeat(250)}` }, 'epth'],
  ['a number that overflows', { check: 'resource.height < 99999999999999999999' }, 'the number is too large'],
  ['a prototype', { check: 'resource.__proto__ == null' }, 'has no field "__proto__"'],
  ['a constructor', { check: 'parameters.constructor == null' }, 'has no field "constructor"'],
  ['a call of JavaScript', { check: 'resource.constructor.constructor("return 1")()' }, ''],
  [
    'a parameter like JavaScript’s',
    { parameters: { constructor: { label: 'a', default: 1 } } },
    'constructor cannot be',
  ],
  ['a parameter with a wrong name', { parameters: { 'a b': { label: 'a', default: 1 } } }, 'Invalid key'],
  ['negative days', { parameters: { days: { label: 'Days', default: -1 } } }, 'between 0 and 1000000'],
  ['endless days', { parameters: { days: { label: 'Days', default: Number.POSITIVE_INFINITY } } }, ''],
  ['a mixed list', { parameters: { ports: { label: 'Ports', default: [1, 'a'] } } }, 'not of both'],
  ['a placeholder that nothing fills', { remediation: { steps: ['Open {door}.'] } }, 'nothing fills in {door}'],
  ['no remediation', { remediation: { steps: [] } }, 'Too small'],
])('%s is refused', (_, draft, message) => {
  const found = messages(own(draft as Draft))
  expect(found.length).toBeGreaterThan(0)
  expect(found.join('\n')).toContain(message)
})

function passing(name: string, resource: Draft = { state: 'closed' }) {
  return { name, resource, expect: 'PASS' }
}
function failing(name: string) {
  return { name, resource: { state: 'open' }, expect: 'FAIL' }
}
function loops(depth: number): string {
  const variable = (level: number) => 'abcdef'[level]
  const rest = depth === 1 ? 'true' : loops(depth - 1)
  return `resource.keys.all(${variable(depth)}, ${rest})`
}

describe('what is meant to break the reader is refused, soon', () => {
  const wide = Array.from({ length: 8 }, (_, level) =>
    level === 0 ? 'a0: &a0 [x]' : `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`,
  ).join('\n')
  const size = 63_000
  test.each([
    ['a text of more than 64 KB', `${own()}# ${'x'.repeat(65_536)}`, 'longer than 64 KB'],
    ['aliases that stand for billions', `${own()}${wide}`, 'anchors and aliases'],
    ['an anchor', own().replace('title: ', 'title: &title '), 'anchors and aliases'],
    ['open brackets', '['.repeat(size), 'nested deeper'],
    ['open braces', '{a: '.repeat(size / 4), 'nested deeper'],
    ['a list in a list', `${'- '.repeat(size / 2)}x`, 'nested deeper'],
    ['a key in a key', `${'? '.repeat(size / 2)}x`, 'nested deeper'],
    ['steps of indentation', steps(300), 'nested deeper'],
    ['thousands of keys', keys(size), ''],
    ['thousands of flow keys', `{${keys(size).replaceAll('\n', ',')}}`, ''],
    ['thousands of anchors', '&a '.repeat(size / 3), ''],
    ['thousands of tags', '!!str '.repeat(size / 6), ''],
    ['thousands of documents', '---\n'.repeat(size / 4), ''],
    ['a long placeholder', own({ remediation: { steps: [`{${'a'.repeat(1900)}}`.repeat(1), 'b'] } }), 'nothing fills'],
    ['a long type', own({ resource: 'a'.repeat(50_000) }), 'Too big'],
    ['quotes without an end', `"${'\\x'.repeat(size / 2)}`, ''],
    ['no YAML', '\u0000\ufffe\ud800', ''],
    ['nothing', '', 'expected object'],
    ['a list', '- a', 'expected object'],
    ['a JavaScript tag', '!!js/function "function () {}"', ''],
    ['a prototype as a key', `${own()}__proto__: { polluted: yes }\n`, '__proto__'],
  ])('%s', (_, text, message) => {
    const started = performance.now()
    const { problems } = check(text)
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
    expect(problems.length).toBeGreaterThan(0)
    expect(performance.now() - started).toBeLessThan(5000)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  function steps(depth: number): string {
    return Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:`).join('\n')
  }
  function keys(length: number): string {
    return Array.from({ length: length / 9 }, (_, n) => `k${n}: 1`).join('\n')
  }
})

test('examples that take a second together are stopped', () => {
  const list = `[${'1,'.repeat(138)}1]`
  const heavy = `${list}.all(a, ${list}.all(b, b != 2))`
  const evidence = Array.from({ length: 20 }, (_, row) => ({ setting: `${row}`, actual: heavy, expected: 'x' }))
  const examples = Array.from({ length: 100 }, (_, n) => ({ name: `n${n}`, resource: {}, expect: 'PASS' }))
  const draft = JSON.parse(JSON.stringify({ examples, evidence, check: heavy })) as Draft
  const started = performance.now()
  expect(messages(own(draft)).join()).toContain('take longer than a second')
  expect(performance.now() - started).toBeLessThan(6000)
})

test('many expressions that are just short enough do not hold up a run', () => {
  const keys = Array.from({ length: 400 }, () => 'a')
  const heavy = 'resource.keys.all(a, resource.keys.all(b, b != "x"))'
  const evidence = Array.from({ length: 20 }, (_, row) => ({ setting: `${row}`, actual: heavy, expected: 'x' }))
  const checks = Array.from({ length: 10 }, (_, part) => ({ title: `${part}`, check: heavy, evidence }))
  const text = own({ check: undefined, ...(JSON.parse(JSON.stringify({ checks })) as Draft) })
  const evaluator = catalogueOf().alone({ text, cid: 900_001 })
  const started = performance.now()
  expect(evaluator?.evaluate(door({ keys }), now)[0]?.result).toBe('UNKNOWN')
  expect(performance.now() - started).toBeLessThan(3000)
})

test('prototype names in an example give it no fields', () => {
  const text = own().replace('state: closed', '__proto__: { state: closed }')
  expect(messages(text).join()).toContain('expects PASS, but the control says FAIL')
  expect(check(own().replace('state: open', 'constructor: 1')).problems.length).toBeGreaterThan(0)
})

test('what could not be read is UNKNOWN for one’s own controls, too, and what is absent fails where the check says so', () => {
  const evaluator = catalogueOf().alone({ text: own(), cid: 900_001 })
  const verdict = (input: ReturnType<typeof door>) => evaluator?.evaluate(input, now)[0]?.result
  const unread = [{ field: 'state', operation: 'shop:Get', reason: 'Refused.' }]
  expect(verdict(door({ state: 'closed' }))).toBe('PASS')
  expect(verdict(door({}))).toBe('FAIL')
  expect(verdict(door({ state: 'closed' }, { unread }))).toBe('UNKNOWN')
})

test('controls of one’s own are evaluated beside the built-in ones once they are taken over', () => {
  const catalogue = catalogueOf()
  const { evaluator } = catalogue
  const cids = () => evaluator.evaluate(door({ state: 'open' }), now).map(({ cid, result }) => [cid, result])
  expect(cids()).toEqual([[1, 'PASS']])
  const policy = {
    slug: 'own/aws/mine',
    cloud: 'aws' as const,
    title: 'Mine',
    description: '',
    controls: [1, 900_001],
  } satisfies Policy
  catalogue.adopt({ controls: [stored(own())], policies: [policy] })
  expect(cids()).toEqual([
    [1, 'PASS'],
    [900_001, 'FAIL'],
  ])
  expect(evaluator.controls.at(-1)).toMatchObject({
    ...{ cid: 900_001, origin: 'own', version: 3, author: 'Ann', slug: 'own/aws/900001', policies: ['own/aws/mine'] },
  })
  expect(evaluator.controls[0]?.policies).toEqual(['own/aws/mine'])
  catalogue.adopt({ controls: [], policies: [] })
  expect(cids()).toEqual([[1, 'PASS']])
  expect(evaluator.controls.map(({ cid }) => cid)).toEqual([1])
})

test('one that does not compile any more is listed with its problems, stays in its policies, and answers nothing', () => {
  const catalogue = catalogueOf()
  const text = own({ check: 'resource.windows > 3' })
  const policy = {
    slug: 'own/aws/mine',
    cloud: 'aws' as const,
    title: 'Mine',
    description: '',
    controls: [900_001, 77],
  } satisfies Policy
  catalogue.adopt({
    controls: [stored(text, { control: { ...(check(own()).control as Control), cid: 900_001 } })],
    policies: [policy],
  })
  const { evaluator } = catalogue
  expect(evaluator.evaluate(door(), now).map(({ cid }) => cid)).toEqual([1])
  const broken = evaluator.controls.find(({ cid }) => cid === 900_001)
  expect(broken?.problems?.join()).toContain('has no field "windows"')
  expect(broken?.policies).toEqual(['own/aws/mine'])
  expect(evaluator.policies).toEqual([{ ...policy, controls: [900_001] }])
})

test('every built-in control is one that a user could have written', () => {
  const catalogue = loadCatalogue({ root: join(import.meta.dirname, '../../..'), types: resourceTypes })
  for (const { cid, slug } of catalogue.evaluator.controls) {
    const { problems } = catalogue.check({ text: catalogue.textOf(cid) ?? '', copiedFrom: cid })
    const allowed = problems.filter(({ message }) => !message.includes('has no aliases'))
    expect(allowed, slug).toEqual([])
  }
}, 20_000)
