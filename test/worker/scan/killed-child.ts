import { openDatabase } from '../../../worker/store/database.ts'
import { connectionTo, createAccount, fakeTypes } from './fake-account.ts'
import { createFakeEngine } from './fake-engine.ts'

/** Runs a slow account until it is killed: 200 buckets a moment, half of them open. */
const db = await openDatabase({ url: process.argv[2] ?? '' })
const fake = createAccount()
const [first, second, ...types] = fakeTypes(fake)
if (!first || !second) throw new Error('no types')
const slow = {
  ...second,
  async *list() {
    for (let index = 0; ; index++) {
      if (index % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 10))
      yield { id: `arn:${index}`, name: `bucket ${index}`, config: { open: index % 2 === 0 } }
    }
  },
}
const engine = await createFakeEngine(db, fake, {
  connect: async () => connectionTo(fake),
  types: [first, slow, ...types],
})
await engine.run('c1', 'schedule')
console.log('running')
