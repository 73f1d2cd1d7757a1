const maxItems = 20
const maxLength = 2000

/**
 * A value as evidence shows it: text as it is, `-` for what is absent, lists joined, objects as JSON; at most 2,000
 * characters, none of them a control character.
 */
export function evidenceText(value: unknown): string {
  return cut(clean(render(value)))
}

function render(value: unknown): string {
  if (value === null || value === undefined) return '-'
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return renderList(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function renderList(list: readonly unknown[]): string {
  if (list.length === 0) return 'none'
  const items = list.slice(0, maxItems).map((item) => (Array.isArray(item) ? JSON.stringify(item) : render(item)))
  const more = list.length - items.length
  return items.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const control = /[\u0000-\u001f\u007f-\u009f]+/g

/** Line ends and tabs become a space, so that words stay apart; what else steers a terminal or a log goes. */
function clean(text: string): string {
  if (text.search(control) < 0) return text
  return text.replace(/[\t\n\r\u0085]+/g, ' ').replace(control, '')
}

function cut(text: string): string {
  if (text.length <= maxLength) return text
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
