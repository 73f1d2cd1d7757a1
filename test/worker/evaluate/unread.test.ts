import { expect, test } from 'vitest'
import { refused } from '../../../worker/evaluate/examples.ts'
import { namesOf } from '../../../worker/evaluate/types.ts'
import { randomConfig, randomFrom } from './random.ts'
import { door, evaluatorOf, now, types } from './shop.ts'

const type = types.get('aws.shop.door')
if (!type) throw new Error('no door')
const shape = namesOf(type, types).resource

const checks = [
  ['resource.state == "closed" || resource.isLocked', ['state', 'isLocked']],
  ['has(resource.colour) && resource.height > 3', ['colour', 'height']],
  ['resource.?keys.orValue([]).size() == 0', ['keys']],
  ['resource.panes.filter(pane, pane.width > 1).all(pane, pane.glass in resource.keys)', ['panes', 'keys']],
  ['!opens(resource.internetOpenings, "tcp", 22)', ['internetOpenings']],
  ['resource.made != "x" ? daysSince(resource.made, now) < 90 : resource.sizes[0] == 1', ['made', 'sizes']],
  ['true || resource.lock.bolts > 3', ['lock']],
] as const

test.each(checks)('whatever a resource holds, %s neither crashes nor is decided by what is unread', (check, fields) => {
  const { evaluate } = evaluatorOf({ check })
  const random = randomFrom(check.length)
  for (let round = 0; round < 500; round++) {
    const config = randomConfig(shape, random)
    const [verdict] = evaluate(door(config), now)
    expect(['PASS', 'FAIL', 'UNKNOWN']).toContain(verdict?.result)
    for (const field of fields) {
      const { [field]: _, ...rest } = config
      const [unread] = evaluate(door(rest, { unread: [refused(field)] }), now)
      expect(unread?.result).toBe('UNKNOWN')
    }
  }
})
