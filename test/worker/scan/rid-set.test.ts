import { expect, test } from 'vitest'
import { createRidSet } from '../../../worker/scan/rid-set.ts'
import { createRandom } from '../random.ts'

test.each([1, 2, 3])('it holds what was put in and nothing else, in any order (seed %i)', (seed) => {
  const random = createRandom(seed)
  const [set, plain] = [createRidSet(), new Set<number>()]
  const start = random.below(1_000_000)
  for (let step = 0; step < 5000; step++) {
    const rid = start + random.below(step % 100 === 0 ? 200_000 : 3000)
    expect(set.add(rid)).toBe(!plain.has(rid))
    plain.add(rid)
    expect(set.has(start + random.below(200_000))).toBeTypeOf('boolean')
  }
  for (let rid = start - 20; rid < start + 200_020; rid++) if (set.has(rid) !== plain.has(rid)) expect.fail(`${rid}`)
})
