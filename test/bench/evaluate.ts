import { globSync } from 'node:fs'
import { join } from 'node:path'
import { loadEvaluator } from '../../worker/evaluate/index.ts'
import { loadPolicies } from '../../worker/evaluate/load.ts'
import type { EvaluationInput } from '../../worker/evaluator.ts'
import type { ResourceType } from '../../worker/resource-type.ts'
import { inputOf } from '../worker/evaluate/examples.ts'

const root = join(import.meta.dirname, '../..')

/** The resource types, read without the bundler that worker/collect/index.ts needs. */
async function readTypes(): Promise<ReadonlyMap<string, ResourceType>> {
  const files = globSync('worker/collect/{aws,azure,gcp}/*.ts', { cwd: root })
  const modules = await Promise.all(files.map((file) => import(join(root, file)) as Promise<Record<string, unknown>>))
  const isType = (value: unknown): value is ResourceType =>
    typeof value === 'object' && value !== null && 'normalise' in value
  return new Map(modules.flatMap((module) => Object.values(module).filter(isType)).map((type) => [type.type, type]))
}

/** The resources of all examples, as the collectors normalise them: the mix that controls meet. */
function readInputs(types: ReadonlyMap<string, ResourceType>): readonly EvaluationInput[] {
  return loadPolicies(root, types).controls.flatMap(({ file, type: name, control }) => {
    const type = types.get(name)
    const own = file.examples.filter((example) => control.resources.length === 1 || example.type === name)
    return type ? own.map((example) => inputOf(example, type, types)) : []
  })
}

/** Evaluations per second of processor time, over all controls, evidence included. Others may share the machine. */
export async function evaluationsPerSecond(milliseconds = 2000): Promise<{ rate: number; controls: number }> {
  const types = await readTypes()
  const inputs = readInputs(types)
  const { evaluate, controls } = loadEvaluator({ root, types })
  const now = new Date('2026-01-01T00:00:00Z')
  const once = () => inputs.reduce((count, input) => count + evaluate(input, now).length, 0)
  for (let round = 0; round < 20; round++) once()
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  let count = 0
  while (performance.now() - start < milliseconds) count += once()
  const { user, system } = process.cpuUsage(cpu)
  return { rate: Math.round((count * 1e6) / (user + system)), controls: controls.length }
}

if (import.meta.main) {
  const { rate, controls } = await evaluationsPerSecond()
  console.log(`${rate.toLocaleString('en-US')} evaluations per second of processor time, ${controls} controls`)
}
