/** What is left of a value where only fields and values with a text in them are wanted; `undefined` where nothing is. */
export function narrowed(value: unknown, wanted: string): unknown {
  if (typeof value !== 'object' || value === null)
    return String(value).toLowerCase().includes(wanted) ? value : undefined
  const kept = Object.entries(value).flatMap(([name, child]) => {
    if (!Array.isArray(value) && name.toLowerCase().includes(wanted)) return [[name, child] as const]
    const rest = narrowed(child, wanted)
    return rest === undefined ? [] : [[name, rest] as const]
  })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}
