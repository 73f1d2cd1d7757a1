import type { ask } from '../sync/ask.ts'

/** What the popup asks of the browser; handed in by the entrypoint. */
export type Actions = {
  readonly ask: typeof ask
  /** Asks for the host permission of a worker. Must be called straight in a click, before anything is awaited. */
  readonly allow: (worker: string) => Promise<boolean>
  /** Calls `listener` whenever the background's cache or sync changed; the answer ends that. */
  readonly onChange: (listener: () => void) => () => void
  /** Absent where the browser has none. */
  readonly openSidePanel?: () => void
}
