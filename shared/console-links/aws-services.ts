import type { Area } from './aws-area.ts'

/** Services beyond the core: compute, messages, analysis, and what watches over security. */
export const awsServices: Area = { ids: {}, links: {} }
