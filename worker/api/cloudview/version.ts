/**
 * The two generations of paths, `/rest/1.5` of 2018 and `/rest/v1` of 2019. They differ in where pages begin, in the
 * envelope of a page, and in a few fields.
 */
export type ApiVersion = '1.5' | 'v1'

/** The beginning of every path of a version. */
export const pathOf = (version: ApiVersion | 'v2'): string => `/cloudview-api/rest/${version}`
