/** Three alarms without a successful sync: what is shown may no longer be so. */
const staleAfter = 15 * 60_000

/** True when the cache has not been brought up to date for a quarter of an hour. */
export const isStale = (synced: string, now: Date): boolean => now.getTime() - Date.parse(synced) > staleAfter
