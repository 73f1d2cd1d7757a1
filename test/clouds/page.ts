/** A page of a list, and the token of the next one; tokens are opaque to callers, and refused when made up. */
export function page<Item>(
  items: readonly Item[],
  token: string | null,
  size: number,
): { readonly items: readonly Item[]; readonly next: string | undefined } {
  const start = token ? Number(/^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1]) : 0
  if (!Number.isSafeInteger(start)) throw new Error(`${token} is not the token of a page.`)
  const end = start + Math.max(1, size)
  return {
    items: items.slice(start, end),
    next: end < items.length ? Buffer.from(`offset:${end}`).toString('base64url') : undefined,
  }
}
