import { globSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'

/**
 * Prints which features (F001 to F322) have a test, as a Markdown table: `npx node test/features.ts`. A test shows the features
 * that its name begins with, or, where it runs over a table, those that a text of a row begins with.
 */
const last = 322
const root = normalize(join(import.meta.dirname, '..'))
const text = /(['"`])((?:F\d{3} )+)((?:(?!\1)[^\\\n]|\\.)+)\1/g

type Shown = { readonly file: string; readonly title: string }

const shown = new Map<string, Shown[]>()
for (const file of globSync('test/**/*.test.{ts,tsx}', { cwd: root }).sort()) {
  for (const [, , features = '', title = ''] of readFileSync(join(root, file), 'utf8').matchAll(text)) {
    for (const feature of features.trim().split(' '))
      shown.set(feature, [...(shown.get(feature) ?? []), { file, title }])
  }
}

const features = Array.from({ length: last }, (_, index) => nameOf(index + 1))
const rows = features.flatMap((feature) => rowOf(feature) ?? [])
console.log(
  ['| Feature | Tests |', '|---|---|', ...rows, '', `${shown.size} of ${last} features have a test.`].join('\n'),
)
const unheardOf = [...shown.keys()].filter((feature) => !features.includes(feature))
if (unheardOf.length > 0) {
  console.error(`There is no feature ${unheardOf.join(', ')}.`)
  process.exitCode = 1
}

/** Features without a test that follow one another share a row: that of the first. */
function rowOf(feature: string): string | undefined {
  const tests = shown.get(feature)
  if (tests) return `| ${feature} | ${tests.map(toLine).join('<br>')} |`
  const at = features.indexOf(feature)
  if (at > 0 && !shown.has(features[at - 1] ?? '')) return undefined
  const next = features.findIndex((other, index) => index > at && shown.has(other))
  const end = features.at(next < 0 ? -1 : next - 1)
  return `| ${end === feature ? feature : `${feature}–${end}`} | none |`
}

function toLine({ file, title }: Shown): string {
  return `${file}: ${title.replaceAll('\\', '').replaceAll('|', '\\|')}`
}

function nameOf(number: number): string {
  return `F${String(number).padStart(3, '0')}`
}
