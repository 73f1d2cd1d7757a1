import { z } from 'zod'
import type { Unread } from '../../shared/resource.ts'
import { canonical, digest, isRecord, wellFormed } from '../canonical.ts'
import type { FoundResource } from '../found-resource.ts'
import type { ResourceType } from '../resource-type.ts'

/** What a provider answered cannot be understood; the message is a sentence without any of its values. */
export class UnintelligibleError extends Error {
  override readonly name = 'UnintelligibleError'
}

/** The shard that a resource was found in. */
export type Place = { readonly account: string; readonly partition: string; readonly region: string }

const idLimit = 2048

/**
 * Takes what `list` yields through the type's `normalise`, and checks the outcome: fields of another shape than declared
 * are left out and become unread. Throws `UnintelligibleError` where not even an id comes out.
 */
export function normalise(type: ResourceType, raw: unknown, place: Place): FoundResource {
  const found = wellFormed(callNormalise(type, raw, place))
  if (!isRecord(found)) throw new UnintelligibleError('Its normalised form is no object.')
  const id = checkId(found.id)
  const { config, unread } = checkFields(type, isRecord(found.config) ? found.config : {}, unreadOf(found.unread))
  const facts = {
    id,
    name: text(found.name) ?? id,
    region: text(found.region) ?? place.region,
    tags: canonical(tagsOf(found.tags)),
    config: canonical(config),
  }
  const reasons = unread.map((one) => ({ ...one, reason: one.reason.replace(/[0-9a-f-]{8,}/gi, '…') }))
  return { ...facts, key: idKey(type.type, id), unread, hash: digest(canonical([facts, reasons, place])) }
}

/** Azure compares ids without case, and only there do the letters of ASCII count as equal. */
export const idKey = (type: string, id: string): string =>
  type.startsWith('azure.') ? id.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : id

function callNormalise(type: ResourceType, raw: unknown, place: Place): unknown {
  try {
    return type.normalise(raw, place)
  } catch (cause) {
    throw new UnintelligibleError(shapeProblem(cause), { cause })
  }
}

/** Where the shape differs; values are left out, since they may be anything. */
function shapeProblem(cause: unknown): string {
  if (!(cause instanceof z.ZodError)) return 'The answer has a shape that was not expected.'
  const [issue] = cause.issues
  return `The answer has a shape that was not expected, at ${issue?.path.map(String).join('.') || 'its top'}.`
}

function checkId(id: unknown): string {
  if (typeof id !== 'string' || id.trim() === '') throw new UnintelligibleError('It has no id.')
  if (id.length > idLimit) throw new UnintelligibleError(`Its id is longer than ${idLimit} characters.`)
  return id
}

function checkFields(type: ResourceType, config: Record<string, unknown>, unread: readonly Unread[]) {
  const whole = type.fields.safeParse(config)
  if (whole.success) return { config: whole.data, unread }
  const known = new Set(unread.map(({ field }) => field))
  const kept: Record<string, unknown> = {}
  const refused: Unread[] = []
  for (const [field, schema] of Object.entries(type.fields.shape)) {
    const parsed = z.safeParse(schema, config[field])
    if (parsed.success && parsed.data !== undefined) kept[field] = parsed.data
    if (!parsed.success && !known.has(field)) refused.push(unreadField(field))
  }
  return { config: kept, unread: [...unread, ...refused] }
}

const unreadField = (field: string): Unread => ({
  field,
  operation: 'normalise',
  reason: 'The provider answered with a value of a shape that was not expected.',
})

const unreadOf = (unread: unknown): readonly Unread[] => (Array.isArray(unread) ? unread : [])

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

const tagsOf = (tags: unknown) =>
  isRecord(tags) ? Object.fromEntries(Object.entries(tags).filter(([, value]) => typeof value === 'string')) : {}
