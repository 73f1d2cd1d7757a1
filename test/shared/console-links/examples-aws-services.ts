import type { ResourceRef } from '../../../shared/resource.ts'

/** One resource of each type of this area, of the account 111122223333. */
export const servicesExamples: readonly ResourceRef[] = []
