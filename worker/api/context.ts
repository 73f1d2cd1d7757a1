import type { Mandate } from '../../shared/mandate.ts'
import type { Need } from '../../shared/permission.ts'
import type { Engine } from '../engine.ts'
import type { Guides } from '../guides.ts'
import type { Logger } from '../log.ts'
import type { Notifier } from '../notify/create-notifier.ts'
import type { Provider } from '../oidc.ts'
import type { Printer } from '../reports/printer.ts'
import type { Reports } from '../reports/reports.ts'
import type { ResourceType } from '../resource-type.ts'
import type { Secrets } from '../secrets.ts'
import type { Database } from '../store/database.ts'
import type { Token } from '../store/tokens.ts'
import type { Actor } from './authorize.ts'

/** Everything that the routes work with; put together in `main.ts`. */
export type ApiContext = {
  readonly database: Database
  readonly engine: Engine
  readonly secrets: Secrets
  readonly types: ReadonlyMap<string, ResourceType>
  readonly guides: Guides
  readonly mandates: readonly Mandate[]
  readonly reports: Reports
  readonly notifier: Notifier
  /** Makes a PDF of a report's page. */
  readonly print: Printer
  /** With whom people sign in; absent where nobody does. */
  readonly signIn?: Provider
  readonly log: Logger
  /** The worker's own version. */
  readonly version: string
  /** Whether only this machine can reach the worker: then the Host header must name this machine. */
  readonly isLoopback: boolean
  /** Folder of the Swagger UI. */
  readonly swaggerUi: string
  /** Milliseconds that a deletion waits for the runs that it cancelled. */
  readonly patience: number
  readonly clock: () => Date
}

/** Who may use a route: anybody, or those who may do what it needs. */
export type Access = 'open' | Need

export type ApiEnv = {
  Variables: {
    readonly api: ApiContext
    /** Set on every route that is not open. */
    readonly token: Token
    /** Likewise: who calls, and what they may do. */
    readonly actor: Actor
  }
}
