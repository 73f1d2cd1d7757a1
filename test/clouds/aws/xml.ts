/** A piece of XML that is already escaped. */
export type Xml = string

/** An element around pieces of XML; what is absent is left out. */
export const element = (name: string, ...children: readonly (Xml | undefined)[]): Xml =>
  `<${name}>${children.join('')}</${name}>`

/** An element around a text; nothing where there is none. */
export const field = (name: string, value: string | number | boolean | undefined): Xml =>
  value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`

/** AWS's two ways of lists: `item` in EC2, `member` in IAM. */
export const list = (name: string, items: readonly Xml[], each: 'item' | 'member' = 'item'): Xml =>
  element(name, ...items.map((item) => `<${each}>${item}</${each}>`))

/** A text as a piece of XML. */
export const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character)

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
