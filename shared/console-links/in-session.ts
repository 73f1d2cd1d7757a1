import { parseConsoleUrl } from './parse.ts'

/**
 * The address as the tab should open it: on the tab's own host where that names the session (AWS multi-session, a
 * national or preview portal, the tenant of the portal), as long as tab and target are of the same account.
 */
export function inSession(url: string, tabUrl: string | undefined, account: string): string {
  const tab = tabUrl ? parseConsoleUrl(tabUrl) : undefined
  const target = parseConsoleUrl(url)
  if (!tab || !target || !tabUrl || tab.cloud !== target.cloud || tab.account !== account) return url
  if (tab.cloud === 'aws' && tab.partition === target.partition) return withSession(new URL(url), new URL(tabUrl))
  return tab.cloud === 'azure' ? withTenant(new URL(url), new URL(tabUrl)) : url
}

function withSession(url: URL, tab: URL): string {
  const session = /^\d{12}-[a-z0-9]+\./.exec(tab.hostname)?.[0]
  if (session) url.hostname = session + url.hostname
  return url.href
}

function withTenant(url: URL, tab: URL): string {
  const tenant = /^#@([\w.-]+)\//.exec(tab.hash)?.[1]
  const isPortal = /(?:^|\.)portal\.azure\.(?:com|us|cn)$/.test(tab.hostname)
  if (isPortal) url.hostname = tab.hostname
  return tenant ? url.href.replace('#@/', `#@${tenant}/`) : url.href
}
