import { browser } from 'wxt/browser'
import { ask, onBroadcast } from './ask.ts'
import { keptStatus } from './kept-status.ts'
import { originPattern } from './pairing-link.ts'

/** What the extension's own pages ask of the browser. */
export function browserActions() {
  return {
    ask,
    keptStatus,
    allow: (worker: string): Promise<boolean> => browser.permissions.request({ origins: [originPattern(worker)] }),
    onChange: (listener: () => void): (() => void) => {
      const end = new AbortController()
      onBroadcast((broadcast) => broadcast.kind === 'changed' && listener(), end.signal)
      return () => end.abort()
    },
    /** Calls `listener` when another page may be on show beside the side panel. */
    onMove: (listener: () => void): (() => void) => {
      const end = new AbortController()
      onBroadcast((broadcast) => broadcast.kind === 'moved' && listener(), end.signal)
      browser.tabs.onActivated.addListener(listener)
      return () => {
        end.abort()
        browser.tabs.onActivated.removeListener(listener)
      }
    },
    /** In the tab that is on show. */
    go: (url: string) => void browser.tabs.update({ url }),
    ...(import.meta.env.BROWSER !== 'firefox' && { openSidePanel: sidePanelOpener() }),
  }
}

/** The browser opens it only straight in a click, so the window is found out before. */
function sidePanelOpener(): () => void {
  let windowId: number | undefined
  void browser.windows.getCurrent().then(({ id }) => {
    windowId = id
  })
  return () => {
    if (windowId === undefined) return
    void browser.sidePanel.open({ windowId })
    window.close()
  }
}
