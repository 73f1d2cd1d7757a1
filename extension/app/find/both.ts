/** What fits both queries; either may be none. */
export const both = (query: string | undefined, other: string | undefined): string | undefined =>
  query && other ? `(${query}) and (${other})` : query || other
