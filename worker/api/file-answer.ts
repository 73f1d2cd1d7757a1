import { z } from '@hono/zod-openapi'
import { type Format, files } from '../exports/index.ts'

const bytes = z.string().openapi({ format: 'binary' })
const json = z.unknown().openapi({ type: ['object', 'array'] })

/** How a route that hands out a file describes it: one content for each type that the formats have. */
export function fileAnswer(formats: readonly Format[]) {
  const types = new Set(formats.map((format) => files[format].type.replace(/;.*/, '')))
  const content = [...types].map((type) => [type, { schema: /[/+]json$/.test(type) ? json : bytes }] as const)
  return { description: 'The file', content: Object.fromEntries(content) }
}
