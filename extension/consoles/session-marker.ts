/** What an AWS console page says about its session in `<meta name="awsc-session-data">`. */
export type SessionMarker = { readonly account: string; readonly region?: string }

/** `undefined` where the marker is missing or odd: then it is not known whose page this is. */
export function readSessionMarker(page: Document): SessionMarker | undefined {
  const content = page.querySelector('meta[name="awsc-session-data"]')?.getAttribute('content')
  const data = parse(content ?? '')
  const account = text(data, 'accountId')
  if (!account || !/^\d{12}$/.test(account)) return undefined
  const region = text(data, 'infrastructureRegion')
  return { account, ...(region && { region }) }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

function text(data: unknown, key: string): string | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, key)) return undefined
  const value = (data as Record<string, unknown>)[key]
  return typeof value === 'string' ? value : undefined
}
