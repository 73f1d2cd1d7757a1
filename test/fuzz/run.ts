import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { root } from '../world.ts'
import { installSchemathesis } from './python.ts'
import { runSuite } from './suite.ts'

/** `npm run test:fuzz -- --minutes 10`: the built worker under schemathesis, which makes requests from its descriptions. */
const { minutes } = parseArgs({ options: { minutes: { type: 'string', default: '2' } } }).values
if (!(Number(minutes) > 0)) throw new Error(`--minutes ${minutes}: give a number, such as 10.`)
const st = installSchemathesis()
if (typeof st === 'string') {
  console.log(`The fuzzer was not run: ${st}`)
} else {
  const outDir = join(root, '.output/worker-fuzz')
  await build({ root, configFile: join(root, 'worker/vite.config.ts'), logLevel: 'error', build: { outDir } })
  const { failed } = await runSuite(st, join(outDir, 'main.js'), Number(minutes))
  process.exitCode = failed === 0 ? 0 : 1
}
