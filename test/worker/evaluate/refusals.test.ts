import { expect, test } from 'vitest'
import { controlText, evaluatorOf, refusal, refusalOf } from './shop.ts'

test('a mistake is shown with file, line, column and a caret under it', () => {
  const text = controlText({}).replace(
    'remediation:',
    'check: |\n  resource.state == "open" &&\n  resource.heihgt > 3\nremediation:',
  )
  const line = text.split('\n').findIndex((row) => row.includes('heihgt')) + 1
  expect(refusal({ 'aws/shop/door.yaml': text }).message).toBe(
    [
      `policies/aws/shop/door.yaml:${line}:12: aws.shop.door has no field "heihgt"; did you mean "height"?`,
      `${line} |   resource.heihgt > 3`,
      '   |            ^',
    ].join('\n'),
  )
})

test.each([
  'check: resource.heihgt > 3',
  'check: "resource.colour == \\"a\\" && resource.heihgt > 3"',
  "check: 'resource.colour == ''a'' || resource.heihgt > 3'",
  'check: >-\n  resource.height > 3 &&\n  resource.heihgt > 3',
  'check: resource.height > 3 &&\n  resource.heihgt > 3',
])('the caret is under the spot however the YAML is written: %s', (yaml) => {
  const text = controlText({}).replace('remediation:', `${yaml}\nremediation:`)
  const [problem] = refusal({ 'aws/shop/door.yaml': text }).problems
  expect(problem?.text.slice(problem.column - 1)).toMatch(/^heihgt/)
})

test.each([
  ['resource.heihgt > 3', 'has no field "heihgt"; did you mean "height"?'],
  ['has(resource.heihgt)', 'has no field "heihgt"'],
  ['resource.?heihgt.orValue(1) > 0', 'has no field "heihgt"'],
  ['has(resource.lock.marker)', 'resource.lock has no field "marker"; did you mean "maker"?'],
  ['resource.panes.exists(pane, pane.glas == "x")', 'pane has no field "glas"'],
  ['related.wal.material == "x"', 'has no field "wal"; did you mean "wall"?'],
  ['related.wall.mterial == "x"', 'related.wall has no field "mterial"'],
  ['related.guards.exists(guard, guard.isDri)', 'guard has no field "isDri"'],
  ['resource.height > parameters.max', 'the parameters has no field "max"'],
  ['resource.constructor == "x"', 'has no field "constructor"'],
])('a misspelt field is refused: %s', (check, message) => {
  expect(refusalOf({ check })).toContain(message)
})

test.each([
  ['resource.colour == 3', 'cannot be compared: string == int'],
  ['resource.height == "3"', 'cannot be compared: int == string'],
  ['resource.colour < 3', 'cannot be compared: string < int'],
  ['resource.height in ["a"]', 'cannot be compared: int in list<string>'],
  ['resource.keys.exists(key, key == 1)', 'cannot be compared: string == int'],
  ['resource.isLocked == "true"', 'cannot be compared: bool == string'],
  ['resource.state == "opne"', '"opne" is none of the values that it can have: "open", "closed"'],
  ['resource.state in ["open", "shut"]', '"shut" is none of the values'],
  ['resource.lock == resource.lock', 'objects cannot be compared as a whole'],
  ['resource.tags == resource.tags', 'objects cannot be compared as a whole'],
  ['related.wall == related.wall', 'objects cannot be compared as a whole'],
  ['daysSince(resource.height, now) > 3', 'daysSince(int, Timestamp)'],
  ['opens(resource.keys, "tcp", 22)', 'opens(list<string>, string, int)'],
  ['opens(resource.internetOpenings, "tcp", "22")', 'opens(list<Opening>, string, string)'],
])('a comparison that can never be meant is refused: %s', (check, message) => {
  expect(refusalOf({ check })).toContain(message)
})

test.each([
  ['resource.colour', 'must be true or false, but is string'],
  ['resource.keys.map(key, key)', 'must be true or false, but is list<string>'],
  ['resource.height > 1 && resource.colour', "bool operands, got 'string'"],
  ['resource', 'name a field of resource'],
  ['resource == resource', 'name a field of resource'],
  ['nothing == 1', 'there is no nothing'],
  ['resource.height >', 'Unexpected token'],
  ['resource.height = 3', 'Unexpected character'],
  ['', 'Unexpected token'],
])('what is not true or false is refused: %s', (check, message) => {
  expect(refusalOf({ check })).toContain(message)
  expect(refusalOf({ check: 'resource.height > 1', when: check })).toContain(message)
})

test.each([
  ['resource.colour.matches("(a+)+$")', 'matches() is not available'],
  ['fetch("https://example.com") == 1', 'fetch() is not available in controls'],
  ['resource.colour.substring(1) == "x"', 'substring() is not available in controls'],
  ['duration("1h") == duration("2h")', 'duration() is not available in controls'],
  ['cel.bind(x, 1, x > 0)', 'there is no cel'],
  ['resource.height / 2 > 1', '/ is not available in controls'],
  ['b"abc" == b"abc"', 'bytes and unsigned numbers'],
  ['resource.height == 99999999999999999', 'the number is too large'],
  [
    'resource.keys.exists(a, resource.keys.exists(b, resource.keys.exists(c, a == b && b == c)))',
    'nested deeper than two',
  ],
  ['resource.keys.exists(a, resource.keys.exists(a, a == "x"))', "the name of an outer loop's item"],
  [`resource.height in [${Array.from({ length: 201 }, (_, index) => index)}]`, '200'],
  [`resource.colour == "${'a'.repeat(600)}"`, 'longer than 600 characters'],
  [`resource.height == ${'1+'.repeat(250)}1`, 'max'],
])('what a control may not do is refused: %s', (check, message) => {
  expect(refusalOf({ check }).toLowerCase()).toContain(message.toLowerCase())
})

test('two loops, one in the other, are allowed, and any number after one another', () => {
  const check = 'resource.keys.filter(a, a != "").map(b, b).exists(c, resource.keys.all(d, c == d))'
  expect(evaluatorOf({ check }).controls).toHaveLength(1)
})

test('all mistakes of all files are reported at once', () => {
  const { problems } = refusal({
    'aws/shop/a.yaml': controlText({
      check: 'resource.a',
      when: 'resource.b',
      evidence: [{ setting: 'C', actual: 'resource.c', expected: '1' }],
    }),
    'aws/shop/b.yaml': controlText({ cid: 2, resource: 'aws.shop.dor', check: 'true' }),
    'aws/shop/c.yaml': 'title: [unfinished',
    'aws/shop/d.yaml': controlText({ cid: 'four', check: 'true', surprise: 1 }),
    'aws/p.policy.yaml': 'title: P\ndescription: P.\ncontrols: [1, 77]\n',
  })
  const said = problems.map(({ file, message }) => `${file.split('/').at(-1)} ${message}`)
  expect(said).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^a\.yaml .*"a"/),
      expect.stringMatching(/^a\.yaml .*"b"/),
      expect.stringMatching(/^a\.yaml .*"c"/),
      'b.yaml there is no resource type aws.shop.dor; did you mean "aws.shop.door"?',
      expect.stringMatching(/^c\.yaml /),
      expect.stringMatching(/^d\.yaml .*number/),
      expect.stringMatching(/^d\.yaml .*surprise/),
      'p.policy.yaml there is no control 77 for aws',
    ]),
  )
})

test('a number or a name is given once', () => {
  const { message } = refusal({
    'aws/shop/a.yaml': controlText({ check: 'true' }),
    'aws/shop/b.yaml': controlText({ check: 'true' }),
    'aws/shop/c.yaml': controlText({ cid: 3, check: 'true', aliases: ['aws/shop/a'] }),
  })
  expect(message).toContain('CID 1 is taken by policies/aws/shop/a.yaml')
  expect(message).toContain('the name aws/shop/a is taken by policies/aws/shop/a.yaml')
})

test('a service folder without a label, and a resource of another cloud, are refused', () => {
  expect(refusal({ 'aws/garden/a.yaml': controlText({ check: 'true' }) }).message).toContain('no label for aws/garden')
  expect(refusal({ 'gcp/shop/a.yaml': controlText({ check: 'true' }) }).message).toContain('there is no resource type')
})

test('a placeholder that nothing fills in is refused', () => {
  const remediation = { steps: ['Open {name} in {regoin} ({colour}).'], cli: `paint {id} --json '{"a":"b"}' \${HOME}` }
  const { problems } = refusal({ 'aws/shop/a.yaml': controlText({ check: 'true', remediation }) })
  expect(problems.map(({ message }) => message)).toEqual(['nothing fills in {regoin}; did you mean "region"?'])
})
