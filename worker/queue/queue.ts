/** Work that is queued: one piece at a time for each `key`, such as a connector. */
export type Job = { readonly id: string; readonly key: string }

/** Where runs wait for their turn. Delivery is at least once: the work must bear being started again. */
export type Queue = {
  readonly add: (job: Job) => void
  /** Takes a job out, or aborts it; `true` where it had been under way. Resolves when it has ended. */
  readonly cancel: (id: string) => Promise<boolean>
  /** Resolves when nothing waits and nothing is under way. */
  readonly idle: () => Promise<void>
  /** Aborts what is under way and resolves when it has ended; what waits is left to the next start. */
  readonly close: () => Promise<void>
}
