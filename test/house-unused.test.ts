import { globSync, readFileSync } from 'node:fs'
import { basename, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = normalize(join(import.meta.dirname, '..'))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sources = globSync('extension/**/*.{ts,tsx}', { cwd: root }).map((file) => ({ file, source: read(file) }))

/** All sources: a text may be chosen by a name that is told elsewhere. */
const names = sources.map(({ source }) => source).join('\n')

/** What the files that import a file say, the given one itself included. */
const said = (file: string) =>
  sources
    .filter((one) => one.file === file || imports(one).includes(file))
    .map(({ source }) => source)
    .join('\n')

const imports = ({ file, source }: { readonly file: string; readonly source: string }) =>
  [...source.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => normalize(join(file, '..', path)))

test.each(globSync('extension/app/text/*.ts', { cwd: root }).sort())('every text of %s is shown somewhere', (file) => {
  const everything = said(file)
  const keys = [...read(file).matchAll(/^ {2}(\w+):/gm)].map(([, key = '']) => key)
  const isShown = (key: string) =>
    new RegExp(`\\.${key}\\b|[{,] *${key}(?= *[,}])`).test(everything) || names.includes(`'${key}'`)
  expect(keys.filter((key) => !isShown(key))).toEqual([])
})

/** Classes of the overlay's own markup, which is styled from outside. */
const isGlobal = /:global\([^)]*\)/g

test.each(globSync('extension/**/*.module.css', { cwd: root }).sort())('every class of %s is used', (file) => {
  const users = sources.filter((one) => imports(one).includes(file)).map(({ source }) => source)
  expect(users, `Nobody imports ${basename(file)}.`).not.toEqual([])
  const everything = users.join('\n')
  // A class that is looked up by a value cannot be told from here.
  const [, own = 'styles'] = new RegExp(`import (\\w+) from '[^']*/${basename(file)}'`).exec(everything) ?? []
  if (new RegExp(`\\b${own}\\[(?!')`).test(everything)) return
  const selectors = read(file)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(isGlobal, '')
    .replaceAll(/\{[^{}]*\}/g, '{}')
  const classes = new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name))
  expect([...classes].filter((name) => !new RegExp(`\\.${name}\\b|'${name}'`).test(everything))).toEqual([])
})
