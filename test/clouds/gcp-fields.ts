/** A parsed `fields` parameter: a tree of names, where `*` is any name and an empty branch is everything below. */
type Mask = ReadonlyMap<string, Mask>

/** Leaves of an answer what a `fields` parameter asks for. https://cloud.google.com/storage/docs/json_api#partial-response */
export const select = (value: unknown, fields: string): unknown => keep(value, parse(fields))

function keep(value: unknown, mask: Mask): unknown {
  if (mask.size === 0) return value
  if (Array.isArray(value)) return value.map((item) => keep(item, mask))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const below = mask.get(name) ?? mask.get('*')
      return below ? [[name, keep(inner, below)]] : []
    }),
  )
}

/** `a,b/c,d(e,f/g)`. */
function parse(text: string): Mask {
  return new Map(
    topLevel(text).map((part): [string, Mask] => {
      const end = part.search(/[/(]/)
      if (end < 0) return [part, new Map()]
      const rest = part[end] === '/' ? part.slice(end + 1) : part.slice(end + 1, -1)
      return [part.slice(0, end), parse(rest)]
    }),
  )
}

/** Splits at the commas that stand in no bracket. */
function topLevel(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    depth += Number(character === '(') - Number(character === ')')
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}
