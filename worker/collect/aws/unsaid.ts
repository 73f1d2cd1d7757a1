import type { Unread } from '../../../shared/resource.ts'

/** The fields that an answer leaves out though AWS always gives them: nothing is concluded from such an answer. */
export const unsaid = (fields: Readonly<Record<string, unknown>>): readonly Unread[] =>
  Object.entries(fields)
    .filter(([, value]) => value === undefined)
    .map(([field]) => ({ field, reason: 'AWS left it out of its answer.' }))
