import { join } from 'node:path'
import { inputOf } from '../../worker/evaluate/examples.ts'
import { loadEvaluator } from '../../worker/evaluate/index.ts'
import { loadPolicies } from '../../worker/evaluate/load.ts'
import type { EvaluationInput } from '../../worker/evaluator.ts'
import type { ResourceType } from '../../worker/resource-type.ts'
import { readTypes } from './types.ts'

const root = join(import.meta.dirname, '../..')

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
