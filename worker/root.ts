import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's folder: the nearest one above this file that holds `policies/`, from source as from the bundle. */
export function findRoot(start: string = import.meta.dirname): string {
  if (existsSync(join(start, 'policies'))) return start
  const parent = dirname(start)
  if (parent === start) throw new Error('The folder policies/ was not found above the program: install it whole.')
  return findRoot(parent)
}
