import { browser } from 'wxt/browser'
import type { Broadcast, PageIdentity } from './messages.ts'
import { isOwnPage, type Sender } from './serve.ts'

type Identities = Record<string, PageIdentity | null>

const key = 'tabs'

/** Which console page each tab shows. Kept for the browser's session, for the background is ended when it is idle. */
export function consoleTabs() {
  let loaded: Promise<Identities> | undefined

  const load = (): Promise<Identities> => {
    loaded ??= browser.storage.session.get(key).then((stored) => (stored[key] ?? {}) as Identities)
    return loaded
  }

  async function update(change: (identities: Identities) => void): Promise<void> {
    const identities = await load()
    change(identities)
    await browser.storage.session.set({ [key]: identities })
  }

  return {
    /** A tab's top frame says where it is; all its frames and our own pages hear of it. */
    async moved({ tab, frameId }: Sender, identity: PageIdentity | null): Promise<void> {
      const id = tab?.id
      if (id === undefined || frameId !== 0) return
      await update((identities) => {
        identities[id] = identity
      })
      tell(id, { kind: 'moved', identity })
      tellPages({ kind: 'moved', identity })
    },
    /** Where the tab that asks is; for the side panel, the tab beside it. */
    async identityOf(sender: Sender): Promise<PageIdentity | null> {
      const id = isOwnPage(sender) ? await activeTab() : sender.tab?.id
      return (id !== undefined && (await load())[id]) || null
    },
    async closed(id: number): Promise<void> {
      await update((identities) => {
        delete identities[id]
      })
    },
    async showPanel(sender: Sender, resourceId: string): Promise<void> {
      const id = sender.tab?.id ?? (await activeTab())
      if (id !== undefined) tell(id, { kind: 'showPanel', resourceId }, 0)
    },
    /** An inner frame tells what it shows; the top frame hears it. */
    ownBadge({ tab, frameId }: Sender, isShown: boolean): void {
      if (tab?.id === undefined || !frameId) return
      tell(tab.id, { kind: 'ownBadge', frameId, isShown }, 0)
    },
    /** To all console tabs and our own pages. */
    async changed(): Promise<void> {
      tellPages({ kind: 'changed' })
      for (const id of Object.keys(await load())) tell(Number(id), { kind: 'changed' })
    },
  }
}

/** To the popup and the side panel, where they are open. */
export function tellPages(broadcast: Broadcast): void {
  browser.runtime.sendMessage(broadcast).catch(nobodyListens)
}

function tell(tab: number, broadcast: Broadcast, frameId?: number): void {
  const options = frameId === undefined ? {} : { frameId }
  browser.tabs.sendMessage(tab, broadcast, options).catch(nobodyListens)
}

const nobodyListens = () => undefined

async function activeTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true })
  return tab?.id
}
