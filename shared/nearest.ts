/** The longest word that is held against names; a longer one is no misspelling. */
const longest = 60

/** The name that is close enough to a word to be what was meant. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined
  const [best] = [...names]
    .map((name) => ({ name, distance: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter((candidate) => candidate.distance <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance)
  return best?.name
}

/** `; did you mean "versioning"?` where one of the names is close enough to be what was meant, else nothing. */
export function suggestion(word: string, names: Iterable<string>): string {
  const name = nearest(word, names)
  return name === undefined ? '' : `; did you mean "${name}"?`
}

/** How many letters to change, add, drop, or swap with the next one (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: readonly number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const [drop = 0, change = 0] = [row[j + 1], row[j]]
      const isSwapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]
      const swap = isSwapped ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min(drop + 1, (next[j] ?? 0) + 1, change + Number(a[i] !== b[j]), swap))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
