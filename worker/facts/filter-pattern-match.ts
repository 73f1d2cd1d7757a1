import type { FilterTerm, FilterTree } from './filter-pattern.ts'

/** An event as far as it is given: the value of a property, `null` where it is absent; any other may be anything. */
export type KnownEvent = Readonly<Record<string, string | null>>

/** Whether an event is matched: `undefined` where that depends on what is not given. */
type Match = boolean | undefined

/**
 * Whether a filter matches every event that has what is given, none of them, or some. `isGiven` names comparisons that
 * are taken to hold.
 */
export function matchEvent(tree: FilterTree, event: KnownEvent, isGiven: (term: FilterTerm) => boolean): Match {
  if ('any' in tree) return oneOf(tree.any.map((part) => matchEvent(part, event, isGiven)))
  if ('all' in tree) {
    const none = oneOf(tree.all.map((part) => not(matchEvent(part, event, isGiven))))
    return not(none)
  }
  return isGiven(tree) || matchTerm(tree, event)
}

const not = (match: Match): Match => (match === undefined ? undefined : !match)

function oneOf(matches: readonly Match[]): Match {
  if (matches.includes(true)) return true
  return matches.includes(undefined) ? undefined : false
}

function matchTerm({ path, operator, value = '', isRegex }: FilterTerm, event: KnownEvent): Match {
  const held = Object.hasOwn(event, path) ? event[path] : undefined
  if (held === undefined) return undefined
  if (operator === 'EXISTS') return held !== null
  if (operator === 'NOT EXISTS') return held === null
  if (isRegex) return undefined
  if (operator === '=') return held !== null && matchesStars(value, held)
  // What an absent property is compared to is not documented for the other operators.
  return operator === '!=' && held !== null ? !matchesStars(value, held) : undefined
}

/** `*` stands for any text; a question mark for itself. */
function matchesStars(pattern: string, text: string): boolean {
  const [start = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return pattern === text
  const end = rest.pop() ?? ''
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return false
  let at = start.length
  const limit = text.length - end.length
  return rest.every((part) => {
    const found = text.indexOf(part, at)
    at = found + part.length
    return found >= 0 && at <= limit
  })
}
