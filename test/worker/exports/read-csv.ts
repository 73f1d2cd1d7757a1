/** Reads CSV as RFC 4180 has it: the records, each with its fields as text. Throws for a stray quote. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y
  const records: string[][] = [[]]
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (!match) throw new Error(`This is not CSV: ${text.slice(at, at + 40)}`)
    records.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === '\r\n' && field.lastIndex < text.length) records.push([])
  }
  return records
}
