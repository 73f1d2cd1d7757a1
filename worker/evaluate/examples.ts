import { z } from 'zod'
import type { ControlFile } from '../../shared/control.ts'
import type { Unread } from '../../shared/resource.ts'
import type { EvaluationInput, Related, Verdict } from '../evaluator.ts'
import type { ResourceType } from '../resource-type.ts'
import type { LoadedControl } from './control.ts'
import { namesOf, type TypeNames } from './types.ts'
import { answer, createFrame } from './verdict.ts'

type Types = ReadonlyMap<string, ResourceType>
/** One example of a control file. */
export type Example = ControlFile['examples'][number]

/** Where the examples live; normalise may build ids from it. */
const context = { account: '111122223333', region: 'us-east-1' }

const common = {
  id: z.string(),
  name: z.string(),
  region: z.string(),
  account: z.string(),
  tags: z.record(z.string(), z.string()),
}

/** The resource that an example describes. Throws where its fields are not those of the resource type. */
export function inputOf(
  example: Example,
  type: ResourceType,
  types: Types,
  names: TypeNames = namesOf(type, types),
): EvaluationInput {
  const { unread = [] } = example
  const resource = example.raw ? normalised(example.raw, type) : given(example.resource ?? {}, type)
  return {
    ...resource,
    type: type.type,
    account: context.account,
    unread: [...resource.unread, ...unread.map(refused)],
    related: relatedOf(example, type, names),
  }
}

type Given = Pick<EvaluationInput, 'id' | 'name' | 'region' | 'tags' | 'config' | 'unread'>

function normalised(raw: unknown, { type, normalise }: ResourceType): Given {
  const [partition = ''] = type.split('.')
  const { tags = {}, unread = [], config, ...rest } = normalise(raw, { ...context, partition })
  return { ...rest, tags, unread, config: config as Given['config'] }
}

function given(resource: Record<string, unknown>, { fields }: ResourceType): Given {
  const config = z
    .strictObject({ ...common, ...fields.shape })
    .partial()
    .parse(resource)
  return { id: 'example', name: 'example', region: context.region, tags: {}, config, unread: [] }
}

/** A field that could not be read. */
export const refused = (field: string): Unread => ({ field, operation: 'test:Read', reason: 'Access was refused.' })

/** Relations that an example does not mention lead nowhere. */
function relatedOf({ related = {} }: Example, { type }: ResourceType, names: TypeNames): Related {
  const shapes = names.related.fields ?? new Map()
  for (const name of Object.keys(related)) {
    if (!shapes.has(name)) throw new Error(`${type} has no relation ${name}`)
  }
  return Object.fromEntries(
    [...shapes].map(([name, { kind }]) => {
      const config = related[name]
      const record = config ? { id: String(config.id ?? 'example'), config, unread: [] } : null
      return [name, kind === 'list' ? (record ? [record] : []) : record] as const
    }),
  )
}

/** A control's verdict for an example; `undefined` where it does not apply. */
export function judgeExample(
  { compiled }: Pick<LoadedControl, 'compiled'>,
  example: Example,
  input: EvaluationInput,
): Verdict | undefined {
  const now = new Date(example.now ?? '2026-01-01T00:00:00Z')
  const parameters = { ...compiled.parameters, ...example.parameters }
  return answer(compiled, { ...createFrame(), input, now, parameters })
}
