import { type ConsolePage, parseAwsHost, parseConsoleUrl, resourceIdOf } from '../../shared/console-links/index.ts'
import type { Cloud } from '../../shared/resource.ts'
import { readSessionMarker } from './session-marker.ts'

/** Whose page this is and what it shows. */
export type ConsoleIdentity = {
  readonly cloud: Cloud
  /**
   * Findings are shown for this account only. Empty on pages of the Azure portal that may show several subscriptions:
   * there, only full ARM ids count, each for the subscription that it names itself.
   */
  readonly account: string
  readonly region?: string
  readonly type?: string
  /** The full id where the page tells it all, else the id as it stands in the address. */
  readonly id?: string
}

/** What a console's top frame shows; `null` where the account cannot be told beyond doubt. */
export function identify(address: string, page: Document): ConsoleIdentity | null {
  const shown = parseConsoleUrl(address)
  if (!shown) return null
  const session: Session | undefined =
    shown.cloud === 'aws' ? awsSession(shown, address, page) : { account: shown.account }
  const account = session?.account ?? (shown.cloud === 'azure' ? '' : undefined)
  if (account === undefined) return null
  const { cloud, type } = shown
  const region = shown.region ?? session?.region
  const id = resourceIdOf({ ...shown, account, ...(region && { region }) }) ?? shown.id
  return { cloud, account, ...(region && { region }), ...(type && { type }), ...(id && { id }) }
}

type Session = { readonly account: string | undefined; readonly region?: string | undefined }

/**
 * The account of the session: the host of a multi-session console names it, else the page's marker. Where two of them, or
 * the account that the address asks for, differ, nothing is known.
 */
function awsSession(shown: ConsolePage, address: string, page: Document): Session | undefined {
  const marker = readSessionMarker(page)
  const host = parseAwsHost(new URL(address).hostname)?.account
  const account = host ?? marker?.account
  const said = [host, marker?.account, shown.account].filter((one) => one !== undefined)
  return account && said.every((one) => one === account) ? { account, region: marker?.region } : undefined
}
