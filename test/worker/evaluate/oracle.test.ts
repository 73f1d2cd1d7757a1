import { expect, test } from 'vitest'
import { namesOf } from '../../../worker/evaluate/types.ts'
import { askOracle } from './oracle.ts'
import { randomConfig, randomFrom } from './random.ts'
import { door, evaluatorOf, now, types } from './shop.ts'

const type = types.get('aws.shop.door')
if (!type) throw new Error('no door')
const names = namesOf(type, types)

const answers = { PASS: true, FAIL: false, UNKNOWN: 'error' } as const

test.each([
  'resource.height > 100 && resource.isLocked',
  'resource.isLocked || resource.height <= 50 || resource.weight > 150.5',
  '!(resource.isLocked && resource.state == "open")',
  'resource.colour != "tcp" && resource.state in ["open"]',
  'has(resource.height) && resource.height >= 14 || resource.colour == null',
  'resource.sizes.exists(a, a > 100) && resource.sizes.all(b, b < 190)',
  'resource.sizes.exists_one(a, a > 100)',
  'resource.panes.exists(pane, pane.width > 100)',
  'resource.panes.all(pane, pane.width > 50 || pane.glass == "tcp")',
  'resource.panes.filter(pane, pane.glass == "*").map(pane, pane.glass).size() > 0',
  'resource.panes.filter(pane, pane.width > 100).all(pane, resource.keys.exists(key, key == pane.glass))',
  '"tcp" in resource.keys ? resource.height > 100 : resource.isLocked',
  'resource.height * 2 - 1 > resource.height + 50',
  'resource.lock.bolts < 3 || resource.lock.maker == "*"',
  'size(resource.colour) > 3 && resource.colour.startsWith("n")',
  'resource.keys.size() == 2 && resource.keys[0] == "tcp"',
  'opens(resource.internetOpenings, "tcp", 22) || !opens(resource.internetOpenings, "udp", 53)',
  'daysSince(resource.made, now) > 90 && daysSince(resource.made, now) < 365',
])('two implementations of CEL agree on every resource: %s', (check) => {
  const { evaluate } = evaluatorOf({ check })
  const random = randomFrom(check.length)
  const seen = new Set<unknown>()
  for (let round = 0; round < 300; round++) {
    const input = door(randomConfig(names.resource, random, 0))
    const result = evaluate(input, now)[0]?.result ?? 'UNKNOWN'
    expect(answers[result], JSON.stringify(input.config)).toBe(askOracle(check, names, input, {}, now))
    seen.add(result)
  }
  expect(seen.size).toBeGreaterThan(1)
})
