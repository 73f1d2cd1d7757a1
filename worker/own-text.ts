import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type Scalar } from 'yaml'
import type { Control } from '../shared/control.ts'
import type { ParameterValue } from './parameter-values.ts'

/** What a copy of a control says otherwise. */
export type CopyChanges = {
  readonly title?: string | undefined
  readonly criticality?: Control['criticality'] | undefined
  readonly parameters?: Readonly<Record<string, ParameterValue>> | undefined
}

/**
 * The text of a control with this number, and not a character else changed. The text is one that has been checked: a map
 * without anchors.
 */
export function withCid(text: string, cid: number): string {
  const { contents } = parseDocument(text, { lineCounter: new LineCounter() })
  if (!isMap(contents)) return text
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'cid')
  const given = isNode(pair?.value) ? pair.value.range : undefined
  if (given) return `${text.slice(0, given[0])}${cid}${text.slice(given[1])}`
  const [first] = contents.items
  const at = isNode(first?.key) ? (first.key.range?.[0] ?? 0) : 0
  const line = contents.flow ? `cid: ${cid}, ` : `cid: ${cid}\n${' '.repeat(at - lineStart(text, at))}`
  return `${text.slice(0, at)}${line}${text.slice(at)}`
}

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1

/**
 * The text of a copy: the same file with its comments, another title, criticality or parameters. Its examples keep the
 * values that they were written for; figures that its texts name follow.
 */
export function copyText(text: string, { title, criticality, parameters = {} }: CopyChanges): string {
  const document = parseDocument(text)
  document.delete('cid')
  document.delete('aliases')
  if (criticality !== undefined) document.set('criticality', criticality)
  for (const [name, value] of Object.entries(parameters)) setParameter(document, name, value)
  if (title !== undefined) document.set('title', title)
  return document.toString({ lineWidth: 0 })
}

function setParameter(document: Document, name: string, value: ParameterValue): void {
  const path = ['parameters', name, 'default']
  const standard = (document.toJS() as { parameters?: Record<string, { default: ParameterValue }> }).parameters?.[name]
  if (!standard || JSON.stringify(standard.default) === JSON.stringify(value)) return
  const node = document.createNode(value, { flow: true })
  document.setIn(path, node)
  keepExamples(document, name, standard.default)
  if (typeof standard.default === 'number' && typeof value === 'number')
    replaceFigures(document, standard.default, value)
}

/** An example without the parameter was written for its default. */
function keepExamples(document: Document, name: string, standard: ParameterValue): void {
  const examples = document.toJS().examples as readonly { readonly parameters?: object }[]
  examples.forEach(({ parameters }, index) => {
    if (parameters && name in parameters) return
    if (parameters) document.setIn(['examples', index, 'parameters', name], standard)
    else {
      const node = document.createNode({ [name]: standard }, { flow: true })
      document.setIn(['examples', index, 'parameters'], node)
    }
  })
}

/** Where the title and what is expected name the default in figures: `within the last 90 days`. */
function replaceFigures(document: Document, standard: number, value: number): void {
  if (standard < 10) return
  const figure = new RegExp(`(?<![\\w.,-])${standard}(?![\\w,-]|\\.\\d)`, 'g')
  const replace = (node: unknown) => {
    if (isScalar(node) && typeof node.value === 'string')
      (node as Scalar<string>).value = node.value.replace(figure, String(value))
  }
  for (const key of ['title', 'evaluates']) replace(document.get(key, true))
  const rows = (document.toJS() as Figures).evidence ?? []
  rows.forEach((_, index) => {
    replace(document.getIn(['evidence', index, 'expected'], true))
    replace(document.getIn(['evidence', index, 'setting'], true))
  })
  const parts = (document.toJS() as Figures).checks ?? []
  parts.forEach(({ evidence }, part) => {
    replace(document.getIn(['checks', part, 'title'], true))
    evidence.forEach((_, index) => {
      replace(document.getIn(['checks', part, 'evidence', index, 'expected'], true))
    })
  })
}

type Figures = {
  readonly evidence?: readonly unknown[]
  readonly checks?: readonly { readonly evidence: readonly unknown[] }[]
}
