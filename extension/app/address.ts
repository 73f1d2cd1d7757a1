import { signal } from '@preact/signals'
import type { Cloud } from '../../shared/resource.ts'
import { clouds } from '../../shared/resource.ts'

/** What all views are narrowed to. It stands in every address of the app, so that any of them can be linked and reloaded. */
export type Scope = {
  readonly cloud?: Cloud
  readonly account?: string
  /** A word of `shared/date-range.ts`, or `FROM..TO`. */
  readonly range?: string
}

/** Where the app is: the view, what it shows, what it is narrowed to, and what is set in it. */
export type Place = {
  /** `monitor`, then what of it: `['monitor', 'controls', '45']`. */
  readonly path: readonly string[]
  readonly scope: Scope
  /** Settings of the view: its search, filters, sorting, tab. */
  readonly params: Readonly<Record<string, string>>
}

const scopeNames = ['cloud', 'account', 'range'] as const

/** Reads the part of an address behind `#`. What makes no sense is left out: addresses are typed and shortened by people. */
export function parsePlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2)
  const values = Object.fromEntries(new URLSearchParams(search))
  const { cloud, account, range, ...params } = values
  return {
    path: path.split('/').filter(Boolean).map(decode),
    scope: {
      ...(clouds.includes(cloud as Cloud) ? { cloud: cloud as Cloud } : {}),
      ...(account ? { account } : {}),
      ...(range ? { range } : {}),
    },
    params,
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The address of a place, from `#` on. */
export function hashOf({ path, scope, params }: Place): string {
  const values = [...scopeNames.map((name) => [name, scope[name]] as const), ...Object.entries(params)]
  const search = new URLSearchParams(values.filter((pair): pair is [string, string] => Boolean(pair[1])))
  return `#/${path.map(encodeURIComponent).join('/')}${search.size > 0 ? `?${search}` : ''}`
}

/** Where the app is now. */
export const place = signal<Place>(parsePlace(globalThis.location?.hash ?? ''))

/** The address of another view in the same scope. */
export const linkTo = (path: readonly string[], params: Place['params'] = {}): string =>
  hashOf({ path, scope: place.value.scope, params })

/** Goes to another place; the way back leads here. */
export function goTo(next: Place): void {
  location.hash = hashOf(next)
}

/** Changes settings of the view on show; the way back leads to the view before. An empty one is taken out. */
export function setParams(changes: Readonly<Record<string, string | undefined>>): void {
  replace({ ...place.value, params: merged(place.value.params, changes) })
}

/** Narrows or widens all views; what is open stays open. */
export function setScope(changes: { readonly [Name in keyof Scope]?: Scope[Name] | undefined }): void {
  goTo({ ...place.value, scope: merged(place.value.scope, changes) as Scope })
}

function replace(next: Place): void {
  history.replaceState(history.state, '', hashOf(next))
  place.value = next
}

type Values = Readonly<Record<string, string | undefined>>

function merged(before: Values, changes: Values): Record<string, string> {
  const all = Object.entries({ ...before, ...changes })
  return Object.fromEntries(all.filter((pair): pair is [string, string] => Boolean(pair[1])))
}

/** Follows the address until the answer is called. */
export function followAddress(): () => void {
  const follow = () => {
    place.value = parsePlace(location.hash)
  }
  follow()
  addEventListener('hashchange', follow)
  return () => removeEventListener('hashchange', follow)
}
