import { join } from 'node:path'
import { installPackage, pythonOf, run } from '../python-environment.ts'
import { root } from '../world.ts'

export type Python = { readonly program: string; readonly environment: string }

/** A virtual environment with moto in it; otherwise one line that says why not. */
export function installMoto(): Python | string {
  const found = installPackage({
    folder: join(root, '.emulator'),
    requirement: 'moto[server]==5.2.5',
    works: (environment) => run(pythonOf(environment), '-c', 'import moto') === undefined,
  })
  return typeof found === 'string' ? found : { program: pythonOf(found), environment: found.environment }
}
