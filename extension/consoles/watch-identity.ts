import { type ConsoleIdentity, identify } from './identify.ts'
import { watchAddress } from './watch-address.ts'

/**
 * Tells who the page is: at once, and again whenever address or session marker have changed it. For top frames only.
 */
export function watchIdentity(changed: (identity: ConsoleIdentity | null) => void, signal: AbortSignal): void {
  let known: string | undefined
  const check = () => {
    const identity = identify(location.href, document)
    const told = JSON.stringify(identity)
    if (told === known) return
    known = told
    changed(identity)
  }
  watchAddress(check, signal)
  const markers = new MutationObserver(check)
  markers.observe(document.head ?? document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['content'],
  })
  signal.addEventListener('abort', () => markers.disconnect())
  check()
}
