type Navigation = EventTarget

const pollEvery = 1000

/**
 * Calls `changed` after each change of the page's address, until `signal` ends it. The Navigation API's
 * `currententrychange` fires once the new address stands (its `navigate` fires before); browsers without it are polled,
 * for a content script cannot hear the page's own `pushState`.
 */
export function watchAddress(changed: () => void, signal: AbortSignal): void {
  let address = location.href
  const check = () => {
    if (location.href === address) return
    address = location.href
    changed()
  }
  const { navigation } = window as { navigation?: Navigation }
  navigation?.addEventListener('currententrychange', check, { signal })
  window.addEventListener('popstate', check, { signal })
  window.addEventListener('hashchange', check, { signal })
  if (navigation) return
  const timer = setInterval(check, pollEvery)
  signal.addEventListener('abort', () => clearInterval(timer))
}
