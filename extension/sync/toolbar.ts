import { browser } from 'wxt/browser'
import type { Status } from './messages.ts'
import { isStale } from './staleness.ts'
import { toolbar as text } from './text.ts'

export type Toolbar = { readonly badge: string; readonly title: string; readonly isGrey: boolean }

/** What the toolbar button says: how many controls of HIGH criticality fail. Its title tells what its colour does. */
export function toolbarOf({ paired, summary, synced }: Status, now: Date): Toolbar {
  if (!paired) return { badge: '', title: text.unpaired, isGrey: true }
  if (!summary || !synced) return { badge: '', title: text.empty, isGrey: true }
  const { controls } = summary.byCriticality.HIGH
  const badge = controls > 999 ? '999+' : controls > 0 ? String(controls) : ''
  if (!isStale(synced, now)) return { badge, title: text.counts(controls), isGrey: false }
  const since = new Date(synced).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
  return { badge, title: text.stale(text.counts(controls), since), isGrey: true }
}

export async function showToolbar({ badge, title, isGrey }: Toolbar): Promise<void> {
  await browser.action.setBadgeText({ text: badge })
  await browser.action.setTitle({ title })
  await browser.action.setBadgeBackgroundColor({ color: isGrey ? '#6b7280' : '#b3261e' })
  await browser.action.setBadgeTextColor?.({ color: '#ffffff' })
}
