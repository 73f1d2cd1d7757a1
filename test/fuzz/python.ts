import { join } from 'node:path'
import { installPackage, isWindows, type PythonEnvironment, run } from '../python-environment.ts'
import { root } from '../world.ts'

/** Outside of version control. */
export const folder = join(root, '.fuzz')

export type Schemathesis = { readonly program: string }

/** A virtual environment with schemathesis in it; otherwise one line that says why not. */
export function installSchemathesis(): Schemathesis | string {
  const found = installPackage({
    folder,
    requirement: 'schemathesis==4.32.5',
    works: (environment) => run(programOf(environment), '--version') === undefined,
  })
  return typeof found === 'string' ? found : { program: programOf(found) }
}

const programOf = ({ programs }: PythonEnvironment) => join(programs, isWindows ? 'st.exe' : 'st')
