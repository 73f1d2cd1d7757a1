import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { loadEvaluator } from '../../../worker/evaluate/index.ts'
import { PolicyError } from '../../../worker/evaluate/problem.ts'
import type { EvaluationInput, Evaluator, Verdict } from '../../../worker/evaluator.ts'
import { openings } from '../../../worker/facts/openings.ts'
import type { ResourceType } from '../../../worker/resource-type.ts'

/** Two small resource types: enough to write a control of every kind. */
const type = (definition: Pick<ResourceType, 'type' | 'fields' | 'relations'>): ResourceType => ({
  label: definition.type,
  code: 'THING',
  service: 'Shop',
  scope: 'region',
  permissions: [],
  async *list() {},
  one: async () => undefined,
  normalise: () => ({ id: 'id', name: 'name', region: 'region', config: {} }),
  ...definition,
})

const doorFields = z.object({
  state: z.enum(['open', 'closed']).optional(),
  colour: z.string().optional(),
  isLocked: z.boolean().optional(),
  height: z.int().optional(),
  weight: z.number().optional(),
  made: z.string().optional(),
  keys: z.array(z.string()).optional(),
  sizes: z.array(z.int()).optional(),
  panes: z.array(z.object({ glass: z.string().optional(), width: z.int().optional() })).optional(),
  lock: z.object({ maker: z.string().optional(), bolts: z.int().optional() }).optional(),
  internetOpenings: openings.optional(),
  wallId: z.string().optional(),
  guardIds: z.array(z.string()).optional(),
})

export const types: ReadonlyMap<string, ResourceType> = new Map(
  [
    type({
      type: 'aws.shop.door',
      fields: doorFields,
      relations: {
        wall: { type: 'aws.shop.wall', key: 'wallId', label: 'Wall' },
        guards: { type: 'aws.shop.wall', key: 'guardIds', label: 'Guards' },
      },
    }),
    type({
      type: 'aws.shop.wall',
      fields: z.object({ material: z.string().optional(), isDry: z.boolean().optional() }),
    }),
  ].map((definition) => [definition.type, definition]),
)

export const now = new Date('2026-01-01T00:00:00Z')

/** A folder with these files below `policies/`, and the label of the one service. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'plumbline-policies-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [path, text] of Object.entries({ 'services.yaml': 'aws/shop: Shop\n', ...files })) {
    mkdirSync(dirname(join(root, 'policies', path)), { recursive: true })
    writeFileSync(join(root, 'policies', path), text)
  }
  return root
}

export type Draft = Readonly<Record<string, unknown>>

/** A whole control around the parts that a test is about. */
export const controlText = (draft: Draft): string =>
  stringify({
    cid: 1,
    title: 'Ensure doors are shut',
    resource: 'aws.shop.door',
    criticality: 'HIGH',
    evaluates: 'Whether it is shut.',
    rationale: 'Draughts.',
    ...(draft.checks ? {} : { evidence: [{ setting: 'State', actual: 'resource.state', expected: 'closed' }] }),
    remediation: { steps: ['Shut {name}.'] },
    examples: [
      { name: 'shut', resource: {}, expect: 'PASS' },
      { name: 'open', resource: {}, expect: 'FAIL' },
    ],
    ...draft,
  })

export const evaluatorOf = (draft: Draft): Evaluator =>
  loadEvaluator({ root: folderOf({ 'aws/shop/door.yaml': controlText(draft) }), types })

/** A door as the controls see it. */
export const door = (config: Draft = {}, more: Partial<EvaluationInput> = {}): EvaluationInput => ({
  type: 'aws.shop.door',
  id: 'door-1',
  name: 'front',
  region: 'hall',
  account: '1',
  tags: {},
  config,
  unread: [],
  related: { wall: null, guards: [] },
  ...more,
})

/** The verdict of a check alone. */
export function judge(check: string, input: EvaluationInput = door(), draft: Draft = {}): Verdict | undefined {
  return evaluatorOf({ check, ...draft }).evaluate(input, now)[0]
}

export const resultOf = (check: string, config: Draft = {}): string | undefined => judge(check, door(config))?.result

/** What loading these files says is wrong. */
export function refusal(files: Readonly<Record<string, string>>): PolicyError {
  try {
    loadEvaluator({ root: folderOf(files), types })
  } catch (error) {
    if (error instanceof PolicyError) return error
    throw error
  }
  throw new Error('it was not refused')
}

export const refusalOf = (draft: Draft): string => refusal({ 'aws/shop/door.yaml': controlText(draft) }).message
