import type { ExceptionKind } from '../../../shared/exception.ts'

/** What an exception holds for, as it is compared. `ends` is absent where it stands until it is withdrawn. */
export type Rule = {
  readonly no: number
  readonly kind: ExceptionKind
  readonly ends?: string
} & (
  | { readonly target: 'resource'; readonly account: string; readonly key: string }
  | { readonly target: 'account'; readonly account: string }
  | { readonly target: 'tag'; readonly key: string; readonly value?: string }
)

/** An evaluation that does not pass (1 FAIL, 2 UNKNOWN), with what exceptions go by. `tags` is JSON. */
export type Candidate = {
  readonly rid: number
  readonly result: number
  readonly exception: number | null
  readonly cloud: string
  readonly account: string
  readonly key: string
  readonly tags: string
}

type Ranked = Rule & { readonly rank: number }

/** Answers which of a control's exceptions holds for an evaluation: of several, the one that ends last. */
export function chooser(rules: readonly Rule[]): (candidate: Candidate) => number | null {
  const ranked = [...rules].sort(byEnd).map((rule, rank): Ranked => ({ ...rule, rank }))
  const places = Map.groupBy(ranked.filter(isPlace), placeOf)
  const tags = ranked.filter((rule) => rule.target === 'tag')
  return (candidate) => {
    const found = [
      ...(places.get(place(candidate.account, candidate.key)) ?? []),
      ...(places.get(place(candidate.account)) ?? []),
      ...(tags.length > 0 ? withTags(tags, candidate) : []),
    ].filter(({ kind }) => candidate.result === 1 || kind === 'verified by hand')
    return found.reduce<Ranked | undefined>(first, undefined)?.no ?? null
  }
}

/** One without an end comes first, then the one that ends last, then the older one. */
function byEnd(one: Rule, other: Rule): number {
  if (one.ends === other.ends) return one.no - other.no
  if (one.ends === undefined) return -1
  return other.ends === undefined || other.ends > one.ends ? 1 : -1
}

const first = (one: Ranked | undefined, other: Ranked): Ranked => (one && one.rank < other.rank ? one : other)

type Place = Extract<Rule, { readonly target: 'resource' | 'account' }>

const isPlace = <R extends Rule>(rule: R): rule is R & Place => rule.target !== 'tag'
const placeOf = (rule: Place) => place(rule.account, rule.target === 'resource' ? rule.key : undefined)
const place = (account: string, key?: string) => JSON.stringify([account.toLowerCase(), key])

function withTags<R extends Extract<Rule, { readonly target: 'tag' }>>(
  rules: readonly R[],
  { tags, cloud }: Candidate,
): readonly R[] {
  const own = Object.entries(JSON.parse(tags) as Record<string, string>)
  return rules.filter(({ key, value }) =>
    own.some(([name, text]) => isTag(name, key, cloud) && (value === undefined || text === value)),
  )
}

/**
 * Azure compares the names of tags without case, the others with it.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
 */
const isTag = (name: string, key: string, cloud: string) =>
  cloud === 'azure' ? name.toLowerCase() === key.toLowerCase() : name === key
