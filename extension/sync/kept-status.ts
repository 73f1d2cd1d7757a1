import { browser } from 'wxt/browser'
import type { Status } from './messages.ts'

const key = 'status'

/** Keeps the last status where the popup can read it without waking the service worker, which may take longer than a glance. */
export const keepStatus = (status: Status): Promise<void> =>
  browser.storage.local.set({ [key]: { ...status, syncing: false } })

/** The status as it was last kept; the background's own answer follows. */
export async function keptStatus(): Promise<Status | undefined> {
  return (await browser.storage.local.get(key))[key] as Status | undefined
}
