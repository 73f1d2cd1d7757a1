/** Where the line begins in which a place of a text is. */
export const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

/** The place in a text of a line and a column, both counted from 1; its end where there is no such line. */
export function placeOf(text: string, line: number, column: number): number {
  const before = text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0)
  return Math.min(before + column - 1, text.length)
}
