import { strFromU8, unzipSync } from 'fflate'

const readEntities = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
  )

/** The cells of the first sheet, row by row, as [type, value]; shared strings are looked up. */
export function readSheet(file: Uint8Array) {
  const parts = unzipSync(file)
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  const shared = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
    readEntities([...item.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join('')),
  )
  const sheet = part('xl/worksheets/sheet1.xml')
  const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', body = '']) => {
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n'
      const value = /<v>(.*?)<\/v>/s.exec(body)?.[1]
      return { type, value: type === 's' ? shared[Number(value)] : value, isFormula: body.includes('<f') }
    }),
  )
  return { sheet, rows }
}
