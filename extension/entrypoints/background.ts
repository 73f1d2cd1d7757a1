import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { openCache } from '../sync/cache.ts'
import { createBackground } from '../sync/create-background.ts'
import { closeStorage } from '../sync/pairing.ts'
import { serve } from '../sync/serve.ts'

/** Minutes between syncs while nobody looks. */
const period = 5

export default defineBackground({
  type: 'module',
  main() {
    const { handlers, tabs, syncer, refreshToolbar } = createBackground(openCache())
    serve(handlers)
    browser.tabs.onRemoved.addListener((id) => void tabs.closed(id))
    browser.alarms.onAlarm.addListener(() => void syncer.nudge().then(refreshToolbar))
    browser.runtime.onInstalled.addListener(() => void syncer.run())
    browser.runtime.onStartup.addListener(() => void syncer.run())
    void closeStorage()
    void keepAlarm()
    void refreshToolbar()
  },
})

/** Made once: made again at each start, it would never come due. */
async function keepAlarm(): Promise<void> {
  if (!(await browser.alarms.get('sync'))) await browser.alarms.create('sync', { periodInMinutes: period })
}
