import { type ConsoleIdentity, identify } from './identify.ts'
import { watchAddress } from './watch-address.ts'

/**
 * Tells who the page is: at once, and again whenever address or session marker have changed it. For top frames only.
 */
export function watchIdentity(changed: (identity: ConsoleIdentity | null) => void, signal: AbortSignal): void {
  let known: string | undefined
  const tell = (identity: ConsoleIdentity | null) => {
    const told = JSON.stringify(identity)
    if (told === known) return
    known = told
    changed(identity)
  }
  const check = () => tell(identify(location.href, document))
  watchAddress(check, signal)
  // The next page may be another account's: until it has said so itself, its frames must not be taken for this one's.
  window.addEventListener('pagehide', () => tell(null), { signal })
  window.addEventListener('pageshow', check, { signal })
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
