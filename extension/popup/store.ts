import { signal } from '@preact/signals'
import type { FindingsQuery, Status } from '../sync/messages.ts'
import type { Actions } from './actions.ts'

/** `at` is the row or button that the next view was opened from: it gets the focus when this one returns. */
export type View = { readonly at?: number } & (
  | { readonly kind: 'overview' }
  | { readonly kind: 'findings'; readonly title: string; readonly query: FindingsQuery }
  | { readonly kind: 'resource'; readonly resourceId: string; readonly name: string }
)

export type Store = ReturnType<typeof createStore>

const overview: View = { kind: 'overview' }

/** What the popup knows and where it is. */
export function createStore({ ask, keptStatus, onChange }: Pick<Actions, 'ask' | 'keptStatus' | 'onChange'>) {
  const status = signal<Status | undefined>(undefined)
  const problem = signal<string | undefined>(undefined)
  /** The way here; the last one is shown. */
  const views = signal<readonly View[]>([overview])
  const search = signal('')
  const now = signal(new Date())
  /** Counts up whenever the cache changed: lists ask again. */
  const version = signal(0)

  async function take(answer: Promise<Status>): Promise<void> {
    try {
      status.value = await answer
      problem.value = undefined
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error)
    }
  }

  const refresh = () => take(ask('status', {}))

  return {
    status,
    problem,
    views,
    search,
    now,
    version,
    refresh,
    accept: (next: Status) => {
      status.value = next
    },
    sync: () => take(ask('sync', {})),
    /** In a tab of its own, at the worker that the browser is paired with. */
    signIn: async () => {
      const worker = status.value?.paired?.worker
      if (worker) await take(ask('signIn', { worker }))
    },
    unpair: async () => {
      await take(ask('unpair', {}))
      views.value = [overview]
      search.value = ''
    },
    /** `at` says from where in the view that was on show. */
    open: (view: View, at?: number) => {
      const before = views.value.at(-1) ?? overview
      views.value = [...views.value.slice(0, -1), at === undefined ? before : { ...before, at }, view]
    },
    back: () => {
      if (views.value.length < 2) return
      views.value = views.value.slice(0, -1)
      if (views.value.length === 1) search.value = ''
    },
    /** Searching shows one list, whatever was open; an empty search leads back to the beginning. */
    searchFor: (text: string, title: string) => {
      search.value = text
      views.value = text.trim() === '' ? [overview] : [overview, { kind: 'findings', title, query: { text } }]
    },
    /** Until the answer is called: hears of changes, lets the clock go on, and has the worker asked for news. */
    start: (): (() => void) => {
      const stop = onChange(() => {
        version.value += 1
        void refresh()
      })
      const clock = setInterval(() => {
        now.value = new Date()
        void refresh()
      }, 20_000)
      void keptStatus().then((kept) => {
        status.value ??= kept
      })
      void refresh()
      return () => {
        stop()
        clearInterval(clock)
      }
    },
  }
}
