import { shortId } from '../../shared/console-links/index.ts'
import type { ResourceRef } from '../../shared/resource.ts'

/** Braces around one of these words are filled in; all other braces belong to the text. */
const placeholder = /\{(name|id|shortId|region|account|resourceGroup)\}/g

type Values = Readonly<Record<string, string>>

export function valuesOf(resource: ResourceRef): Values {
  const { name, id, region, account } = resource
  const resourceGroup = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\//i.exec(id)?.[1]
  return { name, id, region, account, shortId: shortId(resource), ...(resourceGroup && { resourceGroup }) }
}

export type FilledPart = { readonly at: number; readonly text: string; readonly isValue: boolean }

/** A text for people, cut where the resource's own words stand, so that they can be set apart. */
export function fillText(template: string, values: Values): readonly FilledPart[] {
  return template.split(placeholder).map((part, at) => {
    const value = at % 2 === 1 ? values[part] : undefined
    return { at, text: value ?? part, isValue: value !== undefined }
  })
}

/**
 * A command for a POSIX shell: each value is one word of it, or one part of the quoted word that it stands in, whatever
 * the resource is called. Names that hold characters which do not show are written as `$'\u200b'`.
 */
export function fillShell(template: string, values: Values): string {
  let quote: '"' | "'" | undefined
  let from = 0
  let filled = ''
  for (const match of template.matchAll(placeholder)) {
    const before = template.slice(from, match.index)
    quote = quoteAfter(before, quote)
    filled += before + shellWord(values[match[1] ?? ''] ?? match[0], quote)
    from = match.index + match[0].length
  }
  return filled + template.slice(from)
}

function quoteAfter(text: string, open: '"' | "'" | undefined): '"' | "'" | undefined {
  let quote = open
  for (const [token] of text.matchAll(/\\.|["']/gs)) {
    if (token.length > 1 && quote !== "'") continue
    const mark = token.at(-1)
    if (mark !== '"' && mark !== "'") continue
    if (quote === undefined) quote = mark
    else if (quote === mark) quote = undefined
  }
  return quote
}

const plain = /^[\w@%+=:,./-]+$/
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/u

function shellWord(value: string, quote: '"' | "'" | undefined): string {
  const quoted = unseen.test(value) ? ansiQuoted(value) : `'${value.replaceAll("'", "'\\''")}'`
  if (quote === "'") return plain.test(value) ? value : `'${quoted}'`
  if (quote === '"') return plain.test(value) ? value : `"${quoted}"`
  return plain.test(value) ? value : quoted
}

function ansiQuoted(value: string): string {
  const escaped = [...value].map((char) => {
    if (unseen.test(char)) return `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`
    return /[\\']/.test(char) ? `\\${char}` : char
  })
  return `$'${escaped.join('')}'`
}

/** Terraform code: values stand inside of strings, where templates (`${…}`, `%{…}`) must not come alive. */
export function fillTerraform(template: string, values: Values): string {
  return template.replace(placeholder, (whole, key: string) => {
    const value = values[key]
    return value === undefined
      ? whole
      : JSON.stringify(value)
          .slice(1, -1)
          .replace(/([$%])\{/g, '$1$1{')
  })
}
