import type { Connector } from '../../shared/connector.ts'
import type { Control } from '../../shared/control.ts'
import type { Criticality, Evaluation } from '../../shared/evaluation.ts'
import type { Cloud, ResourceRef } from '../../shared/resource.ts'
import type { Summary } from '../../shared/summary.ts'

/** Where a console tab is, as its top frame knows it; frames ask the background for it. */
export type PageIdentity = {
  readonly cloud: Cloud
  /**
   * Findings are shown for this account only. Empty on pages of the Azure portal that may show several subscriptions:
   * only full ARM ids count there, each asked for in the subscription that it names.
   */
  readonly account: string
  readonly region?: string
  /** The type that the page lists or shows, where the address tells; names are matched for it alone. */
  readonly type?: string
  /** The id that the address carries: the resource of a detail page. */
  readonly id?: string
}

/** What a badge and its card show about one resource. */
export type Hit = {
  readonly resource: ResourceRef
  readonly failing: number
  readonly unknown: number
  readonly worst: Criticality
  /** Failing controls, worst first; at most 6. `view` is where the fix is made, for `buildConsoleUrl`. */
  readonly controls: readonly {
    readonly cid: number
    readonly title: string
    readonly criticality: Criticality
    readonly view?: string
  }[]
}

/** Everything about one resource, for the panel. */
export type Details = {
  readonly resource: ResourceRef
  readonly findings: readonly { readonly evaluation: Evaluation; readonly control: Control }[]
  /** End of the sync that this comes from, ISO 8601. */
  readonly synced: string
}

/** A connector as far as the popup tells of it. */
export type ConnectorStatus = Pick<
  Connector,
  | 'id'
  | 'cloud'
  | 'name'
  | 'type'
  | 'parent'
  | 'account'
  | 'state'
  | 'stateReason'
  | 'stateAdvice'
  | 'hint'
  | 'retired'
  | 'lastRun'
>

/** The pairing and the cache, for popup and panel. */
export type Status = {
  readonly paired?: { readonly worker: string; readonly role: 'reader' | 'manager'; readonly signedIn?: true }
  readonly syncing: boolean
  /** Findings received so far by the sync under way. */
  readonly received?: number
  /** End of the last sync that succeeded, ISO 8601. */
  readonly synced?: string
  /** Why the last sync failed, in one sentence; absent when it did not. */
  readonly problem?: string
  readonly summary?: Summary
  readonly connectors: readonly ConnectorStatus[]
  /** Titles of the controls that the summary names, by CID. */
  readonly titles: Readonly<Record<number, { readonly title: string; readonly criticality: Criticality }>>
}

/** How people sign in at a worker: with whom, and the origin where that begins. */
export type Offer = { readonly by: string; readonly address: string }

/** What the popup lists: failing resources that match, worst first. With a `cid`, that control leads each hit's list. */
export type FindingsQuery = {
  readonly text?: string
  readonly cid?: number
  readonly cloud?: Cloud
  readonly account?: string
  /** Resource type. */
  readonly type?: string
  readonly criticality?: Criticality
  readonly offset?: number
  /** At most 200. */
  readonly limit?: number
}

/**
 * Every message that reaches the background, with its answer. `ask` sends them; failures reach its caller as an `Error`
 * whose message is one sentence. Content scripts may not send `pair`, `unpair`, `offer`,
 * `signIn` and `findings`.
 */
export type Messages = {
  /** From a console's top frame, at each change of the address; `null` where no account can be told. */
  readonly page: { readonly request: { readonly identity: PageIdentity | null }; readonly answer: null }
  /** From a console's inner frame: what the tab's top frame said. */
  readonly whereAmI: {
    readonly request: Record<never, never>
    readonly answer: { readonly identity: PageIdentity | null }
  }
  /** Texts found on the page; the answer holds those that name a failing or unknown resource of this account. */
  readonly lookup: {
    readonly request: { readonly identity: PageIdentity; readonly texts: readonly string[] }
    readonly answer: { readonly hits: Readonly<Record<string, Hit>> }
  }
  readonly details: { readonly request: { readonly resourceId: string }; readonly answer: Details | null }
  readonly status: { readonly request: Record<never, never>; readonly answer: Status }
  readonly findings: {
    readonly request: FindingsQuery
    readonly answer: { readonly total: number; readonly hits: readonly Hit[] }
  }
  readonly pair: { readonly request: { readonly worker: string; readonly token: string }; readonly answer: Status }
  /** Whether people can sign in at this worker. */
  readonly offer: { readonly request: { readonly worker: string }; readonly answer: Offer | null }
  /** Opens the tab in which that happens; the pairing follows by itself. */
  readonly signIn: { readonly request: { readonly worker: string }; readonly answer: Status }
  readonly unpair: { readonly request: Record<never, never>; readonly answer: Status }
  readonly sync: { readonly request: Record<never, never>; readonly answer: Status }
  /** Needs the worker; the answer is the resource as it stands now, `null` when it is gone or clean. */
  readonly reevaluate: {
    readonly request: { readonly resourceId: string; readonly cid?: number }
    readonly answer: Details | null
  }
  /** Opens the panel for a resource in the tab that asks. */
  readonly openPanel: { readonly request: { readonly resourceId: string }; readonly answer: null }
  /** From an inner frame: whether the page's own resource has a badge in it. */
  readonly ownBadge: { readonly request: { readonly isShown: boolean }; readonly answer: null }
}

export type MessageKind = keyof Messages

/** What the background tells open pages and tabs. */
export type Broadcast =
  /** The cache changed: ask again. */
  | { readonly kind: 'changed' }
  /** To the frames of one tab: its top frame is elsewhere now. */
  | { readonly kind: 'moved'; readonly identity: PageIdentity | null }
  /** To the top frame of one tab. */
  | { readonly kind: 'showPanel'; readonly resourceId: string }
  /** To the top frame of one tab: one of its frames shows, or no longer shows, a badge of the page's own resource. */
  | { readonly kind: 'ownBadge'; readonly frameId: number; readonly isShown: boolean }
