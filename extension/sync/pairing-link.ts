export type PairingLink = { readonly worker: string; readonly token: string }

/** Reads `http://127.0.0.1:8787/pair#token=plb_…`. Undefined when it is anything else. */
export function parsePairingLink(text: string): PairingLink | undefined {
  const url = parseUrl(text)
  if (!url) return undefined
  const token = new URLSearchParams(url.hash.slice(1)).get('token')?.trim()
  return token && isToken(token) ? { worker: url.origin, token } : undefined
}

/** The origin of a worker's address, or undefined when it is not one; `127.0.0.1:8787` is taken as http. */
export function parseWorker(text: string): string | undefined {
  return parseUrl(/^\w+:\/\//.test(text.trim()) ? text : `http://${text.trim()}`)?.origin
}

/** Only what can stand in an HTTP header. */
export const isToken = (text: string): boolean => /^[\w.~+/=-]{8,512}$/.test(text)

/** True for http to another machine: the token would travel in the clear. */
export function isPlainHttp(worker: string): boolean {
  const url = parseUrl(worker)
  return url?.protocol === 'http:' && !isLoopback(url.hostname)
}

const isLoopback = (host: string) =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

function parseUrl(text: string): URL | undefined {
  const url = URL.parse(text.trim())
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  return url
}

/**
 * The host permission that the worker's address needs. Firefox has no ports in match patterns
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns), so it is asked for the host.
 */
export function originPattern(worker: string): string {
  const { protocol, host, hostname } = new URL(worker)
  return `${protocol}//${import.meta.env.BROWSER === 'firefox' ? hostname : host}/*`
}
