import { z } from '@hono/zod-openapi'
import { type Completion, complete, unquoted } from '../../shared/query/complete.ts'
import { bounds, parseQuery } from '../../shared/query/parse.ts'
import { placeAt, type Writing } from '../../shared/query/place-at.ts'
import { queryLists } from '../../shared/query/query.ts'
import { fold } from '../../shared/query/token.ts'
import { writeValue } from '../../shared/query/write-value.ts'
import { storedValues } from '../store/query/stored-values.ts'
import type { ApiContext } from './context.ts'
import { tellProblem, vocabularyOf } from './query-parameter.ts'
import { json, route, router } from './route.ts'
import { fromZero } from './scalars.ts'

const text = z.string().max(bounds.length).default('').openapi({ description: 'The query as far as it is written.' })
const list = z.enum(queryLists)
const place = z.int().openapi({ minimum: 0, description: 'Counted in UTF-16 units from 0.' })

const suggestion = z
  .object({
    text: z.string().openapi({ description: 'What takes the place of the text from `start` to `end`.' }),
    kind: z.enum(['token', 'value', 'word']),
    description: z.string().optional(),
    count: z.int().optional().openapi({ description: 'Resources that have the value, where that is known.' }),
  })
  .openapi('QuerySuggestion')

const suggest = route({
  method: 'get',
  path: '/query/suggest',
  access: 'read',
  tags: ['Query'],
  summary: 'Tokens and values that could come next in a query, 20 at most',
  request: {
    query: z.strictObject({
      list,
      text,
      at: fromZero({
        description: 'Where the cursor is, in UTF-16 units; at the end where not given.',
        maximum: bounds.length,
      }).optional(),
    }),
  },
  responses: {
    200: json(z.object({ start: place, end: place, items: z.array(suggestion).readonly() }), 'The suggestions'),
  },
})

const check = route({
  method: 'get',
  path: '/query/check',
  access: 'read',
  tags: ['Query'],
  summary: 'What is wrong with a query, or how it would be written in full',
  request: { query: z.strictObject({ list, text }) },
  responses: {
    200: json(
      z.object({
        canonical: z.string().optional().openapi({ description: 'Absent where something is wrong.' }),
        problem: z
          .object({ start: place, end: place, message: z.string(), suggestion: z.string().optional() })
          .optional(),
      }),
      'The query in full, or the problem',
    ),
  },
})

export const suggestions = router()
  .openapi(suggest, async (c) => {
    const asked = c.req.valid('query')
    const before = asked.text.slice(0, asked.at)
    const writing = placeAt(before, asked.list, vocabularyOf(c.var.api))
    const items = await completionsOf(writing, c.var.api)
    return c.json({ start: writing.start, end: before.length, items: items.slice(0, most) }, 200)
  })
  .openapi(check, (c) => {
    const asked = c.req.valid('query')
    const parsed = parseQuery(asked.text, asked.list, vocabularyOf(c.var.api))
    if ('query' in parsed) return c.json({ canonical: parsed.canonical }, 200)
    return c.json({ problem: { ...parsed.problem, message: tellProblem(parsed.problem) } }, 200)
  })

const most = 20

/** What is stored comes first: it is what the query can find. */
async function completionsOf(writing: Writing, api: ApiContext): Promise<readonly Completion[]> {
  const known = complete(writing, vocabularyOf(api))
  const stored = writing.value
    ? await valuesFor(writing, api)
    : [...fieldsFor(writing, api), ...(await keysFor(writing, api))]
  const texts = new Set(stored.map(({ text }) => text))
  return [
    ...stored.map((one) => ({ ...known.find(({ text }) => text === one.text), ...one })),
    ...known.filter(({ text }) => !texts.has(text)),
  ]
}

async function valuesFor({ value, part, place }: Writing, { database }: ApiContext): Promise<readonly Completion[]> {
  if (!value?.resolved) return []
  const { name } = value.resolved.token
  // A list of resources has the services of its types, which are known.
  if (name === 'service.type' && place.list === 'resources') return []
  const stored = await storedValues(database, { token: name, part: unquoted(part), limit: most })
  return stored.map(({ value: found, ...rest }) => ({ text: writeValue(found), kind: 'value', ...rest }))
}

/** `config.` is completed with the fields of the resource types. */
function fieldsFor({ part, place }: Writing, { types }: ApiContext): readonly Completion[] {
  const asked = fold(part)
  if (!asked.startsWith('config.') || place.within) return []
  const labels = new Map<string, string[]>()
  for (const { fields, label } of types.values())
    for (const field of Object.keys(fields.shape)) labels.set(field, [...(labels.get(field) ?? []), label])
  return [...labels]
    .filter(([field]) => fold(`config.${field}`).startsWith(asked))
    .sort()
    .map(([field, of]) => ({ text: `config.${field}:`, kind: 'token', description: of.slice(0, 3).join(', ') }))
}

/** `tag.` is completed with the keys of tags, as far as they can stand there. */
async function keysFor({ part, place }: Writing, { database }: ApiContext): Promise<readonly Completion[]> {
  if (!fold(part).startsWith('tag.') || place.within || place.list === 'controls' || place.list === 'connectors')
    return []
  const stored = await storedValues(database, { token: 'tag.key', part: part.slice('tag.'.length), limit: most })
  const plain = stored.filter(({ value }) => /^[\p{L}\p{N}_.@/+-]+$/u.test(value))
  return plain.map(({ value }) => ({ text: `tag.${value}:`, kind: 'token', description: 'The value of that tag.' }))
}
