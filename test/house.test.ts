import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { buildConsoleUrl } from '../shared/console-links/index.ts'
import { resourceTypes } from '../worker/collect/index.ts'
import { exampleIds } from './shared/console-links/example-ids.ts'

const root = normalize(join(import.meta.dirname, '..'))

/** Folder → the folders and files that it may import from, itself apart; the first match counts. */
const imports: readonly (readonly [folder: string, allowed: readonly string[]])[] = [
  ['shared', []],
  ['worker/facts', ['shared']],
  ['worker/collect', ['shared', 'worker/facts', 'worker/*']],
  ['worker/scan', ['shared', 'worker/facts', 'worker/*', 'worker/store']],
  ['worker/relate', ['shared', 'worker/facts', 'worker/*', 'worker/store']],
  ['worker/evaluate', ['shared', 'worker/facts', 'worker/*']],
  ['worker/connectors', ['shared', 'worker/*']],
  ['worker/store', ['shared', 'worker/*']],
  ['worker/queue', ['shared', 'worker/*']],
  ['worker/exports', ['shared', 'worker/*']],
  ['worker/reports', ['shared', 'worker/store', 'worker/*']],
  ['worker/notify', ['shared', 'worker/store', 'worker/*']],
  ['worker/cli', ['shared', 'worker']],
  ['worker/api', ['shared', 'worker/store', 'worker/exports', 'worker/reports', 'worker/notify', 'worker/*']],
  ['worker', ['shared', 'worker']],
  ['extension/ui', ['shared']],
  ['extension/consoles', ['shared']],
  ['extension/sync', ['shared', 'worker/api (types)']],
  ['extension/overlay', ['shared', 'extension/consoles', 'extension/sync', 'extension/ui']],
  ['extension/popup', ['shared', 'extension/consoles', 'extension/sync', 'extension/ui', 'extension/overlay']],
  ['extension/app', ['shared', 'extension/sync', 'extension/ui', 'extension/overlay', 'extension/popup']],
  ['extension/entrypoints', ['shared', 'extension']],
]

const sources = globSync('{shared,worker,extension}/**/*.{ts,tsx}', { cwd: root }).sort()
const matching = (file: string) => imports.find(([folder]) => file.startsWith(`${folder}/`))

test.each(sources)('%s imports one way only', (file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const [folder, allowed] = matching(file) ?? ['', []]
  for (const [statement, path = ''] of text.matchAll(/^(?:import|export)[^'"]*?from '(\.[^']+)'/gm)) {
    const target = relative(root, join(root, dirname(file), path))
    const isAllowed = [folder, ...allowed].some((entry) => {
      if (entry.endsWith(' (types)'))
        return statement.startsWith('import type') && target.startsWith(entry.slice(0, -8))
      if (entry.endsWith('/*')) return dirname(target) === entry.slice(0, -2)
      return target.startsWith(`${entry}/`)
    })
    expect(isAllowed, `${file} must not import ${target}`).toBe(true)
  }
})

test('the folders are those of the plan', () => {
  const folders = (path: string) =>
    readdirSync(join(root, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  expect(folders('').filter((name) => !name.startsWith('.') && name !== 'node_modules')).toEqual(
    ['extension', 'policies', 'shared', 'test', 'worker'].sort(),
  )
  const known = imports.map(([folder]) => folder)
  for (const half of ['worker', 'extension']) {
    for (const name of folders(half)) expect([...known, 'extension/public']).toContain(`${half}/${name}`)
  }
})

test('every control is about a resource type that exists', () => {
  for (const file of globSync('policies/*/*/*.yaml', { cwd: root })) {
    const { resource } = parse(readFileSync(join(root, file), 'utf8')) as { resource: string | string[] }
    expect([...resourceTypes.keys()], file).toEqual(expect.arrayContaining([resource].flat()))
  }
})

test.each([...resourceTypes.keys()])('%s has a console page', (type) => {
  const id = exampleIds[type]
  expect(id, `an example id of ${type}`).toBeDefined()
  expect(id && buildConsoleUrl(id)?.url).toMatch(/^https:/)
})
