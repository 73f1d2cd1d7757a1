import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { buildConsoleUrl } from '../shared/console-links/index.ts'
import { results } from '../shared/evaluation.ts'
import { resourceTypes } from '../worker/collect/index.ts'
import type { LoadedControl } from '../worker/evaluate/control.ts'
import { type Example, inputOf, judgeExample, refused } from '../worker/evaluate/examples.ts'
import { loadPolicies } from '../worker/evaluate/load.ts'
import { namesOf } from '../worker/evaluate/types.ts'
import type { EvaluationInput } from '../worker/evaluator.ts'
import type { ResourceType } from '../worker/resource-type.ts'
import { exampleIds } from './shared/console-links/example-ids.ts'
import { askOracle } from './worker/evaluate/oracle.ts'
import { randomConfig, randomFrom } from './worker/evaluate/random.ts'

const { controls } = loadPolicies(join(import.meta.dirname, '..'), resourceTypes)

function typeOf({ type: name }: LoadedControl): ResourceType {
  const type = resourceTypes.get(name)
  if (!type) throw new Error(`no resource type ${name}`)
  return type
}

/** Those of its own type, where the control is about several. */
const examplesOf = ({ file, type, control }: LoadedControl): readonly Example[] =>
  file.examples.filter((example) => control.resources.length === 1 || example.type === type)

const inputOfExample = (loaded: LoadedControl, example: Example) => inputOf(example, typeOf(loaded), resourceTypes)

const isOptional = (field: z.core.$ZodType) => field._zod.optin === 'optional'

/** Fields of the resource that a control decides by. */
const fieldsRead = ({ compiled }: LoadedControl) =>
  new Set(
    [compiled.when, ...compiled.checks.map(({ check }) => check)].flatMap((part) => [...(part?.reads.fields ?? [])]),
  )

test('there are controls', () => {
  expect(controls.length).toBeGreaterThan(0)
})

const nameOf = ({ control, type }: LoadedControl) =>
  control.resources.length === 1 ? control.slug : `${control.slug}, ${type}`

describe.each(controls.map((loaded) => [nameOf(loaded), loaded] as const))('%s', (slug, loaded) => {
  const examples = examplesOf(loaded)

  test.each(examples.map((example) => [example.name, example] as const))(`${slug}: %s`, (_, example) => {
    const verdict = judgeExample(loaded, example, inputOfExample(loaded, example))
    expect(verdict?.result ?? 'NOT_APPLICABLE', JSON.stringify(verdict?.evidence)).toBe(example.expect)
  })

  test(`${slug} has an example that passes and one that fails, each with a name of its own`, () => {
    const expected = examples.map(({ expect }) => expect)
    expect(expected).toEqual(expect.arrayContaining(['PASS', 'FAIL']))
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length)
  })

  test(`${slug} does not pass without the optional fields, unless an example says so`, () => {
    const type = typeOf(loaded)
    const optional = [...fieldsRead(loaded)].filter((name) => {
      const field = type.fields.shape[name]
      return field && isOptional(field)
    })
    const isBare = ({ config }: EvaluationInput) => optional.every((name) => config[name] === undefined)
    const passing = examples.filter(({ expect }) => expect === 'PASS')
    const isMeant = passing.some((example) => isBare(inputOfExample(loaded, example)))
    for (const example of examples) {
      const input = inputOfExample(loaded, example)
      const config = Object.fromEntries(Object.entries(input.config).filter(([name]) => !optional.includes(name)))
      const result = judgeExample(loaded, example, { ...input, config })?.result
      if (optional.length > 0 && !isMeant) expect(result, `${example.name}, bare`).not.toBe('PASS')
    }
  })

  test(`${slug} is never decided by what could not be read`, () => {
    for (const example of examples) {
      const input = inputOfExample(loaded, example)
      for (const field of fieldsRead(loaded)) {
        const verdict = judgeExample(loaded, example, { ...input, unread: [refused(field)] })
        if (verdict) expect(verdict.result, `${example.name}, ${field} unread`).not.toBe('PASS')
      }
    }
  })

  test(`${slug} is answered the same by another implementation of CEL`, () => {
    const { resource, related } = namesOf(typeOf(loaded), resourceTypes)
    const expressions = loaded.compiled.checks.map(({ check }) => check)
    for (const example of examples.filter(({ expect }) => expect !== 'NOT_APPLICABLE' && expect !== 'UNKNOWN')) {
      const input = inputOfExample(loaded, example)
      const parameters = { ...loaded.compiled.parameters, ...example.parameters }
      const now = new Date(example.now ?? '2026-01-01T00:00:00Z')
      const answers = expressions.map(({ source }) => askOracle(source, { resource, related }, input, parameters, now))
      if (answers.includes(undefined)) continue
      expect(answers, example.name).not.toContain('error')
      expect(answers.every((answer) => answer === true) ? 'PASS' : 'FAIL', example.name).toBe(example.expect)
    }
  })

  test(`${slug} leads to a page of the console`, () => {
    const { remediation } = loaded.file
    const example = exampleIds[loaded.type]
    const link = example && buildConsoleUrl(example, remediation.view)
    expect(['fix', 'resource', 'list'], remediation.view).toContain(link?.precision)
  })

  test(`${slug} survives whatever a resource holds`, () => {
    const random = randomFrom(loaded.control.cid)
    const { resource } = namesOf(typeOf(loaded), resourceTypes)
    const [example] = examples
    if (!example) throw new Error('no example')
    const input = inputOfExample(loaded, example)
    for (let round = 0; round < 100; round++) {
      const config = randomConfig(resource, random)
      const verdict = judgeExample(loaded, example, { ...input, config })
      if (verdict) expect(results).toContain(verdict.result)
      expect(verdict?.evidence.every(({ actual }) => actual.length <= 2000) ?? true).toBe(true)
    }
  })
})
