import { z } from 'zod'

/** A policy file: `policies/<cloud>/<name>.policy.yaml`, a named set of controls. Its path is its slug. */
export const policyFile = z.strictObject({
  title: z.string(),
  description: z.string(),
  /** CIDs, in the order in which they are shown. */
  controls: z.array(z.int().positive()).min(1),
})

export type PolicyFile = z.infer<typeof policyFile>

/** A policy as the API and the extension know it. */
export type Policy = PolicyFile & {
  readonly slug: string
  readonly cloud: 'aws' | 'azure' | 'gcp'
  /** Put together by a user of this worker; a built-in one where absent. */
  readonly origin?: 'own'
  /** Of one's own: how many times it was saved, and who saved it last. */
  readonly version?: number
  readonly author?: string
}
