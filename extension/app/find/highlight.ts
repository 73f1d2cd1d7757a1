/** A part of a query's text, and what it is, so that it can be coloured. */
export type Piece = {
  readonly text: string
  readonly kind: 'token' | 'word' | 'value' | 'mark' | 'plain'
  readonly isWrong: boolean
}

const word = String.raw`[\p{L}_][\p{L}\p{N}_.@/+-]*`

/** Quoted values, tokens, the words that join, marks, and everything else. */
const pieces = new RegExp(
  [
    String.raw`(?<value>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|${'`'}[^${'`'}]*${'`'}?)`,
    String.raw`(?<word>\b(?:and|or|not)\b(?=[\s()]|$))`,
    String.raw`(?<token>${word}(?=\s*(?::(?!\/\/)|[<>])|\s+in\s*\(|\s+is\s+(?:not\s+)?null\b))`,
    String.raw`(?<mark>[:()[\],<>=]+)`,
    String.raw`(?<plain>[^\s:()[\],<>="'${'`'}]+|\s+)`,
  ].join('|'),
  'giu',
)

const kinds = ['value', 'word', 'token', 'mark', 'plain'] as const

/** A query's text in pieces; joined they are the text. What is wrong is marked, be it a part of a piece. */
export function highlight(text: string, wrong?: { readonly start: number; readonly end: number }): readonly Piece[] {
  const cuts = wrong ? [wrong.start, wrong.end] : []
  return [...text.matchAll(pieces)].flatMap(({ 0: part, index, groups = {} }) => {
    const kind = kinds.find((name) => groups[name] !== undefined) ?? 'plain'
    const places = [index, ...cuts.filter((cut) => cut > index && cut < index + part.length), index + part.length]
    return places.slice(1).map((end, at) => {
      const start = places[at] ?? index
      const isWrong = wrong !== undefined && start >= wrong.start && end <= wrong.end
      return { text: text.slice(start, end), kind, isWrong }
    })
  })
}
