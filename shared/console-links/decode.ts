/** Decodes one part of an address; `undefined` where it is not well-formed. */
export function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** `a=1;b=2` or `a=1&b=2` as a record; the first value of a key counts. */
export function pairs(text: string, separator: ';' | '&'): Readonly<Record<string, string>> {
  const entries = text.split(separator).map((pair) => {
    const at = pair.indexOf('=')
    return at < 0 ? ([pair, ''] as const) : ([pair.slice(0, at), decode(pair.slice(at + 1)) ?? ''] as const)
  })
  return Object.fromEntries(entries.reverse())
}
