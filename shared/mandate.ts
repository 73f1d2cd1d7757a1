import { z } from 'zod'
import type { Cloud } from './resource.ts'

const requirement = z.strictObject({
  /** The publisher's number, such as `164.312(a)(1)`. */
  id: z.string().min(1).max(60),
  /** Our own words; the publisher's sentences belong to the publisher. */
  title: z.string().min(1).max(150).optional(),
  /** CIDs, of any cloud. */
  controls: z.array(z.int().positive()).min(1),
})

/**
 * A mandate file: `policies/mandates/<name>.yaml`, an outside catalogue whose requirements are served by controls.
 * Requirements that no control serves are left out.
 */
export const mandateFile = z.strictObject({
  /** For programs that name a mandate by a number; given once and for good. */
  number: z.int().positive(),
  title: z.string().min(1).max(150),
  /** As the publisher writes it, such as `4.0`; absent where there is but one. */
  version: z.string().min(1).max(30).optional(),
  publisher: z.string().min(1).max(150),
  description: z.string().min(1),
  /** Where the publisher offers it. */
  reference: z.url({ protocol: /^https$/ }),
  requirements: z.array(requirement).min(1),
})

export type MandateFile = z.infer<typeof mandateFile>

/** A mandate as the API knows it; its requirements are in the order in which people number. */
export type Mandate = MandateFile & {
  /** The file's name without its end. */
  readonly slug: string
  /** Clouds that its controls are about. */
  readonly clouds: readonly Cloud[]
}
