import { parseAws } from './aws.ts'
import { parseAzure } from './azure.ts'
import { parseGcp } from './gcp.ts'
import type { ConsolePage } from './page.ts'

/** What a console address says about its page; `undefined` when it is not a page of one of the three consoles. */
export function parseConsoleUrl(address: string): ConsolePage | undefined {
  const url = readUrl(address)
  return url && (parseAws(url) ?? parseAzure(url) ?? parseGcp(url))
}

function readUrl(address: string): URL | undefined {
  // Relative and backslashed addresses are refused before the URL parser repairs them.
  if (!/^https:\/\/[^\\/]/i.test(address) || address.length > 8192) return undefined
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url && !url.username && !url.password && !url.port && !/\\/.test(address.split(/[?#]/)[0] ?? '')
    ? url
    : undefined
}
