import type { Paging } from './api-models.ts'

/** Where a page begins, as the token that this proxy gives out says. */
const prefix = 'page-from-'

export const offsetOf = (token: string | null | undefined): number =>
  token?.startsWith(prefix) ? Number(token.slice(prefix.length)) : 0

/** Items in a page: two, or what makes about six pages of a long list. */
const pageSize = (length: number) => Math.max(2, Math.ceil(length / 6))

/** What of a list of this length is on the page that begins at `offset`. */
function windowOf(lengths: readonly number[], offset: number) {
  const longest = Math.max(0, ...lengths)
  const end = offset + pageSize(longest)
  return { end, next: end < longest ? `${prefix}${end}` : undefined }
}

type Json = Record<string, unknown>

/** One page of a whole answer in JSON. */
export function cutJson(text: string, { lists, tokenOut, more }: Paging, offset: number): string {
  const answer = JSON.parse(text) as Json
  const found = lists.flatMap((path) => {
    const [parent, key] = [parentOf(answer, path), path.at(-1) ?? '']
    const list = parent?.[key]
    return parent && Array.isArray(list) ? [{ parent, key, list }] : []
  })
  const { end, next } = windowOf(
    found.map(({ list }) => list.length),
    offset,
  )
  for (const { parent, key, list } of found) parent[key] = list.slice(offset, end)
  put(answer, tokenOut, next)
  if (more) put(answer, more, next !== undefined)
  return JSON.stringify(answer)
}

function put(answer: Json, path: readonly string[], value: unknown): void {
  const parent = parentOf(answer, path)
  if (parent && value === undefined) delete parent[path.at(-1) ?? '']
  else if (parent) parent[path.at(-1) ?? ''] = value
}

const parentOf = (answer: Json, path: readonly string[]): Json | undefined =>
  path.slice(0, -1).reduce<Json | undefined>((here, name) => here?.[name] as Json | undefined, answer)

/** One page of a whole answer in XML: the direct children of the list's element are its items. */
export function cutXml(text: string, { lists, tokenOut, more }: Paging, offset: number): string {
  const found = lists.flatMap((path) => elementAt(text, path.at(-1) ?? '') ?? [])
  const { end, next } = windowOf(
    found.map(({ items }) => items.length),
    offset,
  )
  let page = text
  for (const { whole, open, items, close } of found)
    page = page.replace(whole, () => `${open}${items.slice(offset, end).join('')}${close}`)
  const [first] = lists
  page = withElement(page, tokenOut.at(-1) ?? '', next, first?.at(-1) ?? '')
  return more ? withElement(page, more.at(-1) ?? '', String(next !== undefined), first?.at(-1) ?? '') : page
}

/** Puts an element in the place of the one of that name, or before the list; takes it away where there is no value. */
function withElement(text: string, name: string, value: string | undefined, list: string): string {
  const rest = text.replace(new RegExp(`<${name}\\s*/>|<${name}>[^<]*</${name}>`), '')
  return value === undefined ? rest : rest.replace(new RegExp(`<${list}[\\s/>]`), `<${name}>${value}</${name}>$&`)
}

/** The first element of a name, and its direct children. */
function elementAt(text: string, name: string) {
  const open = new RegExp(`<${name}(\\s[^>]*)?>`).exec(text)
  if (!open || open[0].endsWith('/>')) return undefined
  const items: string[] = []
  let depth = 0
  let start = 0
  const tags = /<(\/?)[\w:]+[^>]*?(\/?)>/g
  tags.lastIndex = open.index + open[0].length
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    const [whole, isEnd, isEmpty] = tag
    if (isEnd && depth === 0) {
      const end = tag.index + whole.length
      return { whole: text.slice(open.index, end), open: open[0], items, close: whole }
    }
    if (!isEnd && depth === 0) start = tag.index
    if (isEnd) depth--
    else if (!isEmpty) depth++
    if (depth === 0) items.push(text.slice(start, tag.index + whole.length))
  }
  return undefined
}
