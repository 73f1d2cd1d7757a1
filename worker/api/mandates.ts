import { z } from '@hono/zod-openapi'
import type { Mandate } from '../../shared/mandate.ts'
import type { Posture } from '../../shared/summary.ts'
import { postureByControl, sumPostures } from '../store/lists/posture.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { cut, pageOf, pageQuery, scopeQuery } from './paging.ts'
import { postureSchema } from './posture-schema.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { cloudSchema } from './scalars.ts'

const listed = z.object({
  slug: z.string(),
  number: z
    .int()
    .openapi({ minimum: 1, description: 'For programs that name a mandate by a number; it never changes.' }),
  title: z.string(),
  version: z.string().optional(),
  publisher: z.string(),
  description: z.string(),
  reference: z.string().openapi({ format: 'uri', description: 'Where the publisher offers it.' }),
  clouds: z.array(cloudSchema).readonly().openapi({ description: 'Clouds that its controls are about.' }),
  controls: z.array(z.int()).readonly().openapi({ description: 'Those of all its requirements, each once.' }),
  posture: postureSchema.openapi({ description: 'Of its controls, each counted once.' }),
})

const mandateSchema = listed
  .extend({ requirements: z.int().openapi({ minimum: 0, description: 'How many there are.' }) })
  .openapi('Mandate')

const requirementSchema = z
  .object({
    id: z.string().openapi({ description: 'The publisher’s number.' }),
    title: z.string().optional(),
    controls: z.array(z.int()).readonly(),
    posture: postureSchema,
  })
  .openapi('Requirement')

const mandateDetailSchema = listed
  .extend({ requirements: z.array(requirementSchema).readonly() })
  .openapi('MandateDetail')

const list = route({
  method: 'get',
  path: '/mandates',
  access: 'read',
  isShared: true,
  tags: ['Mandates'],
  summary: 'Mandates with their posture; account, connector and region narrow the posture',
  request: { query: z.strictObject({ ...scopeQuery, ...pageQuery }) },
  responses: { 200: json(pageOf(mandateSchema), 'The mandates') },
})

const read = route({
  method: 'get',
  path: '/mandates/detail',
  access: 'read',
  tags: ['Mandates'],
  summary: 'One mandate, requirement by requirement, with their controls and posture',
  refuses: { 404: 'There is no such mandate' },
  request: { query: z.strictObject({ slug: z.string(), ...scopeQuery }) },
  responses: { 200: json(mandateDetailSchema, 'The mandate') },
})

export const mandates = router()
  .openapi(list, async (c) => {
    const { database, mandates: all } = c.var.api
    const { page, pageSize, ...filter } = c.req.valid('query')
    const found = all.filter(({ clouds }) => !filter.cloud || clouds.includes(filter.cloud))
    const postures = await postureByControl(database, await resolveScope(database, filter))
    const items = found.map((mandate) => ({
      ...describe(mandate, postures),
      requirements: mandate.requirements.length,
    }))
    return c.json(cut(items, { page, pageSize }), 200)
  })
  .openapi(read, async (c) => {
    const { database, mandates: all } = c.var.api
    const { slug, ...filter } = c.req.valid('query')
    const mandate = all.find((one) => one.slug === slug)
    if (!mandate) throw new Problem(404, 'There is no such mandate.')
    const postures = await postureByControl(database, await resolveScope(database, filter))
    const requirements = mandate.requirements.map((one) => ({ ...one, posture: sumPostures(one.controls, postures) }))
    return c.json({ ...describe(mandate, postures), requirements }, 200)
  })

type Postures = ReadonlyMap<number, Posture>

function describe({ requirements, ...mandate }: Mandate, postures: Postures) {
  const controls = [...new Set(requirements.flatMap((requirement) => requirement.controls))].sort((a, b) => a - b)
  return { ...mandate, controls, posture: sumPostures(controls, postures) }
}
