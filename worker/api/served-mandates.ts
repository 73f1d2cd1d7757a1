import { z } from '@hono/zod-openapi'
import type { Mandate } from '../../shared/mandate.ts'

/** The requirements of one mandate that a control serves. */
export const servedMandateSchema = z
  .object({
    slug: z.string(),
    title: z.string(),
    version: z.string().optional(),
    requirements: z.array(z.string()).readonly().openapi({ description: 'The publisher’s numbers.' }),
  })
  .openapi('ServedMandate')

/** The mandates that a control serves, each with its requirements. */
export const servedMandates = (mandates: readonly Mandate[], cid: number): z.infer<typeof servedMandateSchema>[] =>
  mandates
    .map(({ slug, title, version, requirements }) => ({
      slug,
      title,
      version,
      requirements: requirements.filter(({ controls }) => controls.includes(cid)).map(({ id }) => id),
    }))
    .filter(({ requirements }) => requirements.length > 0)
