import { z } from '@hono/zod-openapi'
import { type Format, files } from '../exports/index.ts'

/** How a route that hands out a file describes it: one content for each type that the formats have. */
export function fileAnswer(formats: readonly Format[]) {
  const schema = z.string().openapi({ format: 'binary' })
  const types = new Set(formats.map((format) => files[format].type.replace(/;.*/, '')))
  return { description: 'The file', content: Object.fromEntries([...types].map((type) => [type, { schema }])) }
}
