import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { text as words } from '../text/policies.ts'
import type { TextProblem } from './data.ts'
import { startOfLine } from './lines.ts'
import styles from './policies.module.css'

/** Of the editor, in px; its styles say the same. */
export const lineHeight = 20

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problems: readonly TextProblem[]
  /** Where the problems are told, for screen readers. */
  readonly describedBy: string
  readonly area: RefObject<HTMLTextAreaElement | null>
}

/** A text with numbered lines. Problems stand where they are: underlined, with their words behind the line. */
export function YamlEditor({ label, value, onChange, problems, describedBy, area }: Props) {
  const [scroll, setScroll] = useState({ top: 0, left: 0 })
  const lines = value.split('\n')
  const wrong = new Set(problems.map(({ line }) => line))
  const back = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (back.current) back.current.style.transform = `translate(${-scroll.left}px, ${-scroll.top}px)`
  }, [scroll])
  return (
    <div class={styles.editor} dir="ltr">
      <div class={styles.editorGutter} aria-hidden="true">
        <pre style={{ transform: `translateY(${-scroll.top}px)` }}>
          {lines.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span key={index} class={wrong.has(index + 1) ? styles.wrongLine : undefined}>
              {index + 1}
              {'\n'}
            </span>
          ))}
        </pre>
      </div>
      <div class={styles.editorText}>
        <div class={styles.editorBack} aria-hidden="true">
          <div ref={back}>
            {[...wrong].map((line) => (
              <ProblemLine
                key={line}
                content={lines[line - 1] ?? ''}
                problems={problems.filter((one) => one.line === line)}
              />
            ))}
          </div>
        </div>
        <textarea
          ref={area}
          class={styles.editorArea}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={problems.length > 0}
          wrap="off"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          maxLength={65_536}
          value={value}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
          onKeyDown={keepIndent}
          onScroll={({ currentTarget: { scrollTop, scrollLeft } }) => setScroll({ top: scrollTop, left: scrollLeft })}
        />
      </div>
    </div>
  )
}

type LineProps = { readonly content: string; readonly problems: readonly TextProblem[] }

/** The line once more behind the text, unseen but for what is wrong with it. */
function ProblemLine({ content, problems }: LineProps) {
  const [first] = problems
  if (!first) return null
  const { line, column, length } = first
  const from = Math.min(column - 1, content.length)
  const to = Math.max(from + 1, Math.min(from + length, content.length))
  const more = problems.length > 1 ? ` (+${problems.length - 1})` : ''
  return (
    <pre class={styles.problemLine} style={{ '--line': String(line - 1) }}>
      <span class={styles.unseen}>{content.slice(0, from)}</span>
      <span class={styles.wrong}>{content.slice(from, to) || ' '}</span>
      <span class={styles.unseen}>{content.slice(to)}</span>
      <span class={styles.problemWords}>
        {first.message.split('\n')[0]}
        {more}
      </span>
    </pre>
  )
}

/** A new line begins where the one before does, and can be taken back with all else. */
function keepIndent(event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }): void {
  if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
  const { value, selectionStart } = event.currentTarget
  const [indent = ''] = /^ */.exec(value.slice(startOfLine(value, selectionStart), selectionStart)) ?? []
  // The one way to write into a text so that the browser can undo it.
  if (indent && document.execCommand('insertText', false, `\n${indent}`)) event.preventDefault()
}

/** The words of the problems, as a list whose entries lead to their places. */
export function ProblemList({
  problems,
  onGo,
}: {
  readonly problems: readonly TextProblem[]
  readonly onGo: (problem: TextProblem) => void
}) {
  return (
    <ul class={styles.problems} aria-label={words.editor.problemList}>
      {problems.map((problem) => (
        <li key={`${problem.line}:${problem.column} ${problem.message}`}>
          <button type="button" class={styles.problemPlace} onClick={() => onGo(problem)}>
            {words.editor.at(problem.line, problem.column)}
          </button>
          <span class={styles.problemMessage}>{problem.message}</span>
        </li>
      ))}
    </ul>
  )
}
