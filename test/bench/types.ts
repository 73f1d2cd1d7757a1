import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { ResourceType } from '../../worker/resource-type.ts'

const root = join(import.meta.dirname, '../..')

/** The resource types, read without the bundler that worker/collect/index.ts needs. */
export async function readTypes(): Promise<ReadonlyMap<string, ResourceType>> {
  const files = globSync('worker/collect/{aws,azure,gcp}/*.ts', { cwd: root })
  const modules = await Promise.all(files.map((file) => import(join(root, file)) as Promise<Record<string, unknown>>))
  const isType = (value: unknown): value is ResourceType =>
    typeof value === 'object' && value !== null && 'list' in value && 'normalise' in value
  return new Map(modules.flatMap((module) => Object.values(module).filter(isType)).map((type) => [type.type, type]))
}
