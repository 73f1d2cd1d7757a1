/** The text in quotes, so that it is read as it is. */
export const quote = (text: string, mark: '"' | '`' = '"'): string =>
  `${mark}${text.replace(/\\/g, '\\\\').replaceAll(mark, `\\${mark}`)}${mark}`

/** A value as it has to be written to be read as one. */
export function writeValue(value: string): string {
  const isPlain = /^[\p{L}\p{N}_@/+-][\p{L}\p{N}_.@/+:-]*$/u.test(value) && !/^(and|or|not)$/i.test(value)
  return isPlain && !value.includes('..') ? value : quote(value)
}
