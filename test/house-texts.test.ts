import { globSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
// The compiler has no API that others may lean on; the bundler's parser reads the same files.
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

const root = normalize(join(import.meta.dirname, '..'))

/** A node of the syntax tree (ESTree, with JSX). */
type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>
type Note = (node: Node, text: string) => void

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
const childrenOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode)

/** Attributes whose text people read or hear. */
const told = ['label', 'title', 'placeholder', 'alt', 'hint', 'message', 'advice']
const isTold = (name: string) =>
  told.includes(name) || /Label$|^aria-(label|description|roledescription|valuetext)$/.test(name)

/** Two letters in a row, of any script; the name of an entity such as a space is no word. */
const hasWord = (text: string) => /\p{L}{2}/u.test(text.replace(/&\w+;/g, ' '))

/** What is written into a component for people to read, each with its line. */
function writtenWords(file: string, source: string): readonly string[] {
  const found: string[] = []
  const note: Note = ({ start }, text) => {
    const line = source.slice(0, start).split('\n').length
    if (hasWord(text)) found.push(`${file}:${line} ${text.trim().replace(/\s+/g, ' ')}`)
  }
  look(parseSync(file, source).program as unknown as Node, note)
  return found
}

function look(node: Node, note: Note): void {
  if (node.type === 'JSXText') note(node, String(node.value))
  if (node.type === 'JSXAttribute' && isNode(node.name)) {
    if (isTold(String(node.name.name))) readLiterals(node.value, note)
    // What another attribute holds may hold elements again.
    if (isNode(node.value)) for (const child of childrenOf(node.value)) look(child, note)
    return
  }
  if (node.type === 'JSXExpressionContainer') readLiterals(node, note)
  for (const child of childrenOf(node)) look(child, note)
}

/** The literals that an expression can come to. */
function readLiterals(value: unknown, note: Note): void {
  if (!isNode(value)) return
  if (value.type === 'Literal' && typeof value.value === 'string') note(value, value.value)
  if (value.type === 'TemplateLiteral') note(value, templateText(value))
  for (const part of partsOf(value)) readLiterals(part, note)
}

const templateText = ({ quasis }: Node) =>
  [quasis]
    .flat()
    .map((part) => (part as { readonly value: { readonly raw: string } }).value.raw)
    .join(' ')

/** Of `a ? b : c` what it can come to, of `a && b` and `a + b` both sides, of what only stands around something that. */
function partsOf(node: Node): readonly unknown[] {
  if (node.type === 'JSXExpressionContainer' || node.type === 'ParenthesizedExpression') return [node.expression]
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate]
  if (node.type === 'LogicalExpression') return [node.left, node.right]
  return node.type === 'BinaryExpression' && node.operator === '+' ? [node.left, node.right] : []
}

const components = globSync('extension/app/**/*.tsx', { cwd: root }).sort()

test.each(components)('%s takes what people read from the texts', (file) => {
  expect(writtenWords(file, readFileSync(join(root, file), 'utf8'))).toEqual([])
})

test('words in a component are found wherever they stand', () => {
  const source = `const A = () => <p title="Close it" aria-label={open ? 'Shut' : text.open} class="quiet">
    Hello {name || 'nobody'} {\`No \${kind} yet\`} - {list.join(', ')} <Box removeLabel={'Remove'} kind="plain" />
    <Tab items={<b>Inner</b>} />
  </p>`
  expect(writtenWords('a.tsx', source)).toEqual([
    'a.tsx:1 Close it',
    'a.tsx:1 Shut',
    'a.tsx:1 Hello',
    'a.tsx:2 nobody',
    'a.tsx:2 No yet',
    'a.tsx:2 Remove',
    'a.tsx:3 Inner',
  ])
})
