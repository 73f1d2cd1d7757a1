import { z } from '@hono/zod-openapi'
import type { Cloud } from '../../../shared/resource.ts'

/** Clouds as these paths name them; of the fourth there are never any connectors. */
export const pathClouds = ['aws', 'azure', 'gcp', 'oci'] as const
export type PathCloud = (typeof pathClouds)[number]

/** The cloud of a path, in any case of letters: `/resource/BUCKET/AWS`, `/resource/VIRTUAL_MACHINE/Azure`. */
export const cloudParam = z
  .string()
  .toLowerCase()
  .pipe(z.enum(pathClouds, { error: 'The cloud is aws, azure, gcp or oci.' }))
  .openapi({ type: 'string', enum: [...pathClouds, 'AWS', 'Azure', 'GCP'] })

/** As answers write it. */
export const providerOf = (cloud: Cloud): 'AWS' | 'AZURE' | 'GCP' => cloud.toUpperCase() as 'AWS' | 'AZURE' | 'GCP'

/** The word of a request as one of our clouds; of `oci`, and of anything else, there is none. */
export const toCloud = (text: string): Cloud | undefined =>
  (['aws', 'azure', 'gcp'] as const).find((cloud) => cloud === text.toLowerCase())
