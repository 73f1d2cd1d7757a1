import type { ask } from '../sync/ask.ts'
import type { Status } from '../sync/messages.ts'

/** What the popup asks of the browser; handed in by the entrypoint. */
export type Actions = {
  readonly ask: typeof ask
  /** The last status, for the first paint. */
  readonly keptStatus: () => Promise<Status | undefined>
  /** Asks for the host permission of a worker. Must be called straight in a click, before anything is awaited. */
  readonly allow: (worker: string) => Promise<boolean>
  /** Calls `listener` whenever the background's cache or sync changed; the answer ends that. */
  readonly onChange: (listener: () => void) => () => void
  /** Absent where the browser has none. */
  readonly openSidePanel?: () => void
}
