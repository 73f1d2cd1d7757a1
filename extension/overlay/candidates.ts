/** Names are no longer than this with any of the three providers (an IAM user has 64, a security group 255). */
const longestName = 256
const longestText = 10_000

/** Ids that stand for one resource wherever they are printed: `sg-…`, ARNs, ARM ids, full resource names. */
const ids =
  /\b[a-z]{1,12}(?:-[a-z]{1,12}){0,3}-[0-9a-f]{8}(?:[0-9a-f]{9})?\b|\barn:aws[a-z-]*:[^\s"'<>,;()]+|\/subscriptions\/[0-9a-f-]{36}[^\s"'<>?#,;]*|(?:\/\/[a-z]+\.googleapis\.com\/|\bprojects\/)[^\s"'<>?#,;]+/gi

/** The parts of a text on the page that may name a resource: the whole of it, and ids within. */
export function candidates(text: string): readonly string[] {
  if (text.length > longestText) return []
  const trimmed = text.trim()
  if (trimmed.length < 2) return []
  const found = /[-/:]/.test(trimmed) ? (trimmed.match(ids) ?? []).map((id) => id.replace(/[.:]+$/, '')) : []
  return trimmed.length > longestName ? found : [...new Set([trimmed, ...found])]
}
