import { defineContentScript } from 'wxt/utils/define-content-script'
import { consoleMatches } from '../../shared/console-links/hosts.ts'
import { shadowEvent } from '../overlay/watch-page.ts'

/**
 * A shadow root that is attached to an element already on the page leaves no mutation record, and an extension's own world
 * cannot see the page's calls. So this runs in the page's world, tells nothing but that an element got a shadow root, and
 * knows nothing of findings.
 */
export default defineContentScript({
  matches: consoleMatches,
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  world: 'MAIN',
  main() {
    const original = Element.prototype.attachShadow
    Element.prototype.attachShadow = function attachShadow(init) {
      const root = original.call(this, init)
      if (this.isConnected)
        queueMicrotask(() => this.dispatchEvent(new Event(shadowEvent, { bubbles: true, composed: true })))
      return root
    }
  },
})
