import { describe, expect, test } from 'vitest'
import { parseFilterPattern } from '../../../worker/facts/filter-pattern.ts'
import { matchEvent } from '../../../worker/facts/filter-pattern-match.ts'
import {
  mayMeet,
  meetsRequirement,
  requirementNames,
  requirements,
} from '../../../worker/facts/filter-pattern-requirements.ts'
import { createRandom } from '../random.ts'

const matches = (pattern: string, event: Record<string, string | null>) => {
  const tree = parseFilterPattern(pattern)
  return tree && matchEvent(tree, event, () => false)
}

describe('a filter pattern', () => {
  test.each([
    ['{ $.a = b }', { path: 'a', operator: '=', value: 'b' }],
    ['{$.a="b c"}', { path: 'a', operator: '=', value: 'b c' }],
    ['{ (($.a != b*)) }', { path: 'a', operator: '!=', value: 'b*' }],
    ['{ $.a.b[0].c NOT EXISTS }', { path: 'a.b[0].c', operator: 'NOT EXISTS' }],
    [`{ $.['a']["b"] = 1 }`, { path: 'a.b', operator: '=', value: '1' }],
    ['{ $.a IS TRUE }', { path: 'a', operator: 'IS TRUE' }],
    ['{ $.a >= 5 }', { path: 'a', operator: '>=', value: '5' }],
    ['{ $.a = %^b% }', { path: 'a', operator: '=', value: '^b', isRegex: true }],
    ['{ $.a = "say \\"no\\"" }', { path: 'a', operator: '=', value: 'say "no"' }],
  ])('%s is understood', (text, tree) => {
    expect(parseFilterPattern(text)).toEqual(tree)
  })

  test.each([
    ...['', 'ERROR', '"AccessDenied"', '[ip, user, ...]', '{ }', '{ $.a }', '{ $.a = }', '{ $.a = b', '$.a = b'],
    ...['{ $.a = b || }', '{ ($.a = b }', '{ $.a = b) }', '{ $.a = b $.c = d }', '{ $.a == b }', '{ a = b }'],
    ...['{ $.a = b & $.c = d }', '{ $.a NOT }', '{ $.a = "b }', `{ $.a = ${'b'.repeat(5000)} }`],
    `{ ${'('.repeat(500)}$.a = b${')'.repeat(500)} }`,
  ])('%s is no condition that is judged', (text) => {
    expect(parseFilterPattern(text)).toBeUndefined()
  })

  test('binds && more than ||', () => {
    const pattern = '{ $.a = 1 || $.b = 1 && $.c = 1 }'
    expect(matches(pattern, { a: '1', b: '0', c: '0' })).toBe(true)
    expect(matches(pattern, { a: '0', b: '1', c: '0' })).toBe(false)
    expect(matches('{ ($.a = 1 || $.b = 1) && $.c = 1 }', { a: '1', b: '0', c: '0' })).toBe(false)
  })

  test('says nothing for certain of what is not given', () => {
    expect(matches('{ $.a = 1 && $.b = 1 }', { a: '1' })).toBeUndefined()
    expect(matches('{ $.a = 1 || $.b = 1 }', { a: '1' })).toBe(true)
    expect(matches('{ $.a = 1 && $.b = 1 }', { a: '2' })).toBe(false)
    expect(matches('{ $.a = %1% }', { a: '1' })).toBeUndefined()
  })

  test('takes a star for any text, and nothing else for more than it is', () => {
    expect(matches('{ $.a = "Delete*Policy" }', { a: 'DeleteRolePolicy' })).toBe(true)
    expect(matches('{ $.a = "Delete*Policy" }', { a: 'DeletePolicyVersion' })).toBe(false)
    expect(matches('{ $.a = "a*a" }', { a: 'a' })).toBe(false)
    expect(matches('{ $.a = "*b*c*" }', { a: 'abxcx' })).toBe(true)
    expect(matches('{ $.a = "D?lete" }', { a: 'Delete' })).toBe(false)
    expect(matches('{ $.a = "delete" }', { a: 'Delete' })).toBe(false)
  })

  test('tells an absent property from any other', () => {
    expect(matches('{ $.a NOT EXISTS }', { a: null })).toBe(true)
    expect(matches('{ $.a EXISTS }', { a: null })).toBe(false)
    expect(matches('{ $.a = "*" }', { a: null })).toBe(false)
    expect(matches('{ $.a != "b" }', { a: null })).toBeUndefined()
  })

  test('of hostile make neither throws nor takes long', () => {
    const random = createRandom(7)
    const pieces = [
      '{',
      '}',
      '(',
      ')',
      '&&',
      '||',
      '=',
      '!=',
      '$.',
      '$.a',
      '"',
      '%',
      '\\',
      '*',
      ' ',
      'NOT',
      'EXISTS',
      '[',
      '\0',
      '💥',
    ]
    const started = performance.now()
    for (let round = 0; round < 3000; round++) {
      const parts = Array.from({ length: random.below(30) }, () => random.pick(pieces))
      for (const text of [parts.join(''), `{ ${parts.join(' ')} }`])
        for (const name of requirementNames) expect(meetsRequirement(text, requirements[name])).toBe(false)
    }
    for (const long of [`{ ${'$.a = '.repeat(600)} }`, `{ $.a = "${'*a'.repeat(1500)}" }`, `{ ${' '.repeat(4000)} }`])
      expect(meetsRequirement(long, requirements.rootUsage)).toBe(false)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

test.each([
  [
    'unauthorizedCalls',
    '($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.eventID = "*")',
  ],
  [
    'unauthorizedCalls',
    '($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.eventName != "HeadBucket")',
  ],
  [
    'signInWithoutMfa',
    '$.eventName = "ConsoleLogin" && ($.additionalEventData.MFAUsed != "Yes" || $.userIdentity.type = "IAMUser")',
  ],
  [
    'keyRemoval',
    '$.eventSource = kms.amazonaws.com && ($.eventName = DisableKey || $.eventName = ScheduleKeyDeletion || $.awsRegion = "*")',
  ],
] as const)('what counts nearly every event says nothing of %s: %s', (name, condition) => {
  expect(meetsRequirement(`{ ${condition} }`, requirements[name])).toBe(false)
})

test('what counts a few matters more means each of them', () => {
  const pattern =
    '{ ($.eventName = ConsoleLogin && $.errorMessage = "Failed authentication") || ($.errorCode = "AccessDenied*") }'
  expect(meetsRequirement(pattern, requirements.failedSignIns)).toBe(true)
})

test('a regular expression may mean what is required, unless the rest of its filter cannot', () => {
  const may = (pattern: string) => mayMeet(pattern, requirements.keyRemoval)
  expect(may('{ $.eventSource = "kms.amazonaws.com" && $.eventName = %^(DisableKey|ScheduleKeyDeletion)$% }')).toBe(
    true,
  )
  expect(may('{ $.eventSource = "s3.amazonaws.com" && $.eventName = %^(DisableKey|ScheduleKeyDeletion)$% }')).toBe(
    false,
  )
  expect(may('{ $.eventSource = "kms.amazonaws.com" && $.requestParameters.name = %key% }')).toBe(false)
  expect(may('{ $.eventSource = "kms.amazonaws.com" && $.eventName = DisableKey }')).toBe(false)
  expect(
    meetsRequirement('{ $.eventSource = "kms.amazonaws.com" && $.eventName = %Key% }', requirements.keyRemoval),
  ).toBe(false)
})

test('no filter means two things that are to be watched at once, but one for all of them', () => {
  const names = ['routeTableChanges', 'vpcChanges', 'gatewayChanges'] as const
  const events = names.flatMap((name) =>
    requirements[name].caught.map(({ eventName }) => `($.eventName = ${eventName})`),
  )
  for (const name of names) expect(meetsRequirement(`{ ${events.join(' || ')} }`, requirements[name])).toBe(true)
  expect(meetsRequirement(`{ ${events.join(' || ')} }`, requirements.networkAclChanges)).toBe(false)
})
