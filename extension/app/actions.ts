import type { Actions as PopupActions } from '../popup/actions.ts'
import type { Pairing } from '../sync/pairing.ts'

/** What the app asks of the browser; handed in by the entrypoint. */
export type Actions = Pick<PopupActions, 'ask' | 'allow' | 'onChange'> & {
  /** The pairing with its token: the app asks the worker by itself. */
  readonly readPairing: () => Promise<Pairing | undefined>
}
