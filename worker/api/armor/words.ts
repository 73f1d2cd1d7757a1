import { z } from '@hono/zod-openapi'
import type { Outcome } from '../../../shared/evaluation.ts'
import type { Cloud } from '../../../shared/resource.ts'
import { toCloud } from '../cloudview/clouds.ts'
import { Problem } from '../problem.ts'

/** Clouds as these paths name them. */
export const providers: Readonly<Record<Cloud, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'GCP' }

/** The cloud that a request names, in any case of letters. */
export const providerParam = z
  .string()
  .max(20)
  .openapi({ enum: [...Object.values(providers), 'aws', 'azure', 'gcp'] })

/** One of our clouds. Throws `Problem` for any other word. */
export function readProvider(text: string): Cloud {
  const cloud = toCloud(text)
  if (!cloud) throw new Problem(400, 'provider: Give AWS, Azure or GCP.')
  return cloud
}

/** The same, where a list may be asked for without one. */
export const readOptionalProvider = (text: string | undefined): Cloud | undefined =>
  text === undefined || text === '' ? undefined : readProvider(text)

/**
 * What is told of an evaluation. Clients know passing and failing; of what could not be read neither is said, it is
 * left out.
 */
export const statusOf = (outcome: Outcome): 'PASS' | 'PASSE' | 'FAIL' | undefined =>
  ({ PASS: 'PASS', FAIL: 'FAIL', EXCEPTED: 'PASSE', UNKNOWN: undefined })[outcome] as ReturnType<typeof statusOf>

export const status = z.enum(['PASS', 'PASSE', 'FAIL'])
export const message = z.object({ message: z.string() })
export const nullable = z.string().nullable()
