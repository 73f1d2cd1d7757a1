import type { Details } from '../sync/messages.ts'
import type { Theme } from './page-theme.ts'

/** What the panel has to show. */
export type PanelContent =
  | { readonly kind: 'loading'; readonly name?: string }
  | { readonly kind: 'ready'; readonly details: Details }
  /** Nothing fails; `name` where it is known of what. */
  | { readonly kind: 'clean'; readonly name?: string }
  | { readonly kind: 'problem'; readonly problem: string; readonly name?: string }

/** What is being re-evaluated: one control, or all of the resource's. */
export type Busy = 'all' | number

export type PanelProps = {
  readonly content: PanelContent
  readonly now: Date
  /** `drawer` on a console page, `page` where it fills the window. */
  readonly form: 'drawer' | 'page'
  readonly theme?: Theme
  /** Address of the console tab, to which the jump keeps its session. */
  readonly tabUrl?: string
  readonly busy?: Busy
  /** Why the last re-evaluation failed, in one sentence. */
  readonly problem?: string
  readonly onClose?: () => void
  readonly onReevaluate: (resourceId: string, cid?: number) => void
  readonly onRetry?: () => void
  /** Where links cannot simply be followed, as in the side panel. */
  readonly onJump?: (url: string) => void
}
