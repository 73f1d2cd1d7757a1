import { defineContentScript } from 'wxt/utils/define-content-script'
import { consoleMatches } from '../../../shared/console-links/hosts.ts'
import { runFrame } from '../../overlay/run-frame.ts'
import { runTopFrame } from '../../overlay/run-top-frame.ts'
import { ask, onBroadcast } from '../../sync/ask.ts'
import type { PageIdentity } from '../../sync/messages.ts'

/** Every frame of the consoles draws; only the top frame says where the tab is, and the others are told. */
export default defineContentScript({
  matches: consoleMatches,
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: 'document_end',
  main({ signal }) {
    if (window === window.top) runTop(signal)
    else runInner(signal)
  },
})

const lookup = async (identity: PageIdentity, texts: readonly string[]) =>
  (await ask('lookup', { identity, texts })).hits

function runTop(signal: AbortSignal): void {
  runTopFrame({
    lookup,
    tell: (identity) => void ask('page', { identity }).catch(silent),
    details: (resourceId) => ask('details', { resourceId }),
    reevaluate: (resourceId, cid) => ask('reevaluate', { resourceId, cid }),
    onBroadcast,
    signal,
  })
}

function runInner(signal: AbortSignal): void {
  const openPanel = (resourceId: string) => void ask('openPanel', { resourceId }).catch(silent)
  const onOwnBadge = (isShown: boolean) => void ask('ownBadge', { isShown }).catch(silent)
  const frame = runFrame({ lookup, openPanel, onOwnBadge, signal })
  let isTold = false
  onBroadcast((broadcast) => {
    frame.hear(broadcast)
    if (broadcast.kind !== 'moved') return
    isTold = true
    frame.move(broadcast.identity)
  }, signal)
  ask('whereAmI', {})
    .then(({ identity }) => isTold || frame.move(identity))
    .catch(silent)
}

/** An extension that was updated leaves its old scripts behind: they say nothing. */
const silent = () => undefined
