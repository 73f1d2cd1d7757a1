import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isNode, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import type { Problem } from './problem.ts'

export type YamlPath = readonly (string | number)[]

/** A YAML file that remembers where everything in it stands. */
export type SourceFile = {
  /** Below the root, with slashes. */
  readonly path: string
  /** Notes something wrong with the value at a path, `offset` characters into it. */
  readonly report: (message: string, at?: YamlPath, offset?: number) => void
  readonly problems: readonly Problem[]
  /** The content, when it is what the schema says; otherwise its mistakes are reported. */
  readonly read: <Content>(schema: z.ZodType<Content>) => Content | undefined
}

/** Opens a YAML file; `until` names a key of the top level that is not read, where it is the last one. */
export function openFile(root: string, path: string, { until }: { readonly until?: string } = {}): SourceFile {
  const whole = readFileSync(join(root, path), 'utf8')
  return openText(path, until === undefined ? whole : before(whole, until))
}

/** The same from a text; `isForeign` refuses what makes a short text stand for a large one: anchors and aliases. */
export function openText(path: string, text: string, { isForeign = false } = {}): SourceFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: !isForeign })
  const problems: Problem[] = []

  function reportAt(message: string, offset: number): void {
    const { line, col } = lines.linePos(offset)
    problems.push({ file: path, line, column: Math.max(1, col), message, text: text.split('\n')[line - 1] ?? '' })
  }
  const report: SourceFile['report'] = (message, at = [], offset = 0) =>
    reportAt(message, offsetOf(document, text, at, offset))

  function read<Content>(schema: z.ZodType<Content>): Content | undefined {
    if (isForeign) for (const { range } of anchorsIn(document).slice(0, mostShown)) reportAt(noAnchors, range?.[0] ?? 0)
    if (problems.length > 0) return undefined
    for (const error of document.errors.slice(0, mostShown))
      reportAt(error.message.split('\n', 1)[0] ?? '', error.pos[0])
    if (document.errors.length > 0) return undefined
    const result = schema.safeParse(document.toJS())
    if (result.success) return result.data
    for (const issue of result.error.issues) report(issue.message, issue.path as YamlPath)
    return undefined
  }
  return { path, report, problems, read }
}

/** Mistakes of one kind that are told at a time. */
const mostShown = 50
const noAnchors = 'anchors and aliases are not available in controls: write it out'

function anchorsIn(document: Document): readonly Node[] {
  const found: Node[] = []
  visit(document, {
    Alias: (_, node) => void found.push(node),
    Value: (_, node) => void (node.anchor && found.push(node)),
  })
  return found
}

/** The text before the last key of its top level, if that is the one; all of it otherwise. */
function before(text: string, key: string): string {
  const at = text.search(new RegExp(`^${key}:`, 'm'))
  return at < 0 || /^[^\s#-]/m.test(text.slice(at + key.length)) ? text : text.slice(0, at)
}

/** Where the value at a path stands; that of the nearest value around it where there is none. */
function offsetOf(document: Document, text: string, at: YamlPath, offset: number): number {
  for (let length = at.length; length > 0; length--) {
    const node = document.getIn(at.slice(0, length), true)
    if (isNode(node) && node.range) return length === at.length ? within(node, text, offset) : node.range[0]
  }
  return 0
}

/**
 * Where a character of a value stands in the file: YAML indents, folds and quotes, so both are walked side by side,
 * blanks apart.
 */
function within(node: Node, text: string, offset: number): number {
  const [start = 0, end = 0] = node.range ?? []
  const value = 'value' in node && typeof node.value === 'string' ? node.value : ''
  let position = /^[|>]/.test(text.slice(start, end)) ? text.indexOf('\n', start) + 1 : start
  for (const [index, character] of [...value.slice(0, offset + 1)].entries()) {
    if (/\s/.test(character)) continue
    while (position < end && text[position] !== character) position++
    if (index >= offset) break
    position++
  }
  return Math.min(position, Math.max(start, end - 1))
}
