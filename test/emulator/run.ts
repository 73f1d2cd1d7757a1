import { join } from 'node:path'
import { build } from 'vite'
import { root, startWorker } from '../world.ts'
import { installMoto } from './python.ts'
import { runSuite } from './suite.ts'

/** `npm run test:aws-emulator`: the built worker against moto, an emulator of AWS that is not ours. */
const python = installMoto()
if (typeof python === 'string') {
  console.log(`The AWS emulator suite was not run: ${python}`)
} else {
  const outDir = join(root, '.output/worker-emulator')
  await build({ root, configFile: join(root, 'worker/vite.config.ts'), logLevel: 'error', build: { outDir } })
  const { failed } = await runSuite(python, (env) => startWorker(env, join(outDir, 'main.js')))
  process.exitCode = failed === 0 ? 0 : 1
}
