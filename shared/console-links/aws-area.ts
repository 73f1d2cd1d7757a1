import { pairs } from './decode.ts'
import type { Precision } from './page.ts'

/** What an address is made of; `id` is the group of that name in the ARN. */
export type Place = { readonly id: string; readonly region: string; readonly arn: string }

/** Where a view leads, and how exactly. */
export type View = readonly [precision: Precision, path: (place: Place) => string]

/** How the console addresses one resource type. */
export type Links = {
  /** The ARN; the group `id` is what the console's address carries. */
  readonly arn: RegExp
  /** It stands in no region: whatever region its address shows says nothing about it. */
  readonly isGlobal?: true
  /** Where the resource itself is shown; the views are tried first. */
  readonly page: View
  readonly views: Readonly<Record<string, View>>
}

/** What an address says of the page; the id is checked against its character set afterwards. */
export type Shown = { readonly type?: string; readonly id?: string | undefined; readonly view?: string | undefined }

/** `#Page:key=value;…` of the EC2 and VPC consoles: type, keys that may hold the id, view. */
export type HashPage = {
  readonly type: string
  readonly keys?: readonly string[]
  readonly view?: string
  /** The id within what a key holds; `undefined` where the page is about another kind of thing. */
  readonly toId?: (value: string) => string | undefined
}

/** What one area of AWS adds: its types' addresses, the character sets of their ids, and how its pages are read. */
export type Area = {
  readonly links: Readonly<Record<string, Links>>
  /** Character sets of the ids, as the provider documents them. */
  readonly ids: Readonly<Record<string, RegExp>>
  /** Full ids of those whose pages tell all of them; see `resourceIdOf`. */
  readonly fullIds?: Readonly<Record<string, string>>
  /** Pages of the EC2 and VPC consoles, by the name in their hash. */
  readonly hashPages?: Readonly<Record<string, HashPage>>
  /** Pages of other consoles, by the first part of their path; the rest of it is given as it stands, encoded. */
  readonly pages?: Readonly<Record<string, (url: URL, path: readonly string[], region: string | undefined) => Shown>>
}

/** The ARN of a thing of EC2. */
export const ec2Arn = (kind: string, id: string) =>
  new RegExp(`^arn:(?<partition>[a-z-]+):ec2:(?<region>[a-z0-9-]+):(?<account>\\d{12}):${kind}/(?<id>${id})$`)

/** `/service/home?region=…#Page:key=ID`. */
export const hash =
  (service: string, page: string) =>
  ({ id, region }: Place) =>
    `/${service}/home?region=${region}#${page}${id}`

/** A name as it stands in a path or after `#`. */
export function decodeName(text: string): string | undefined {
  return pairs(`name=${text}`, ';').name
}
