import type { PartialInputHTMLAttributes, RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { highlight } from './highlight.ts'
import styles from './query-line.module.css'

type Props = {
  readonly value: string
  readonly wrong: { readonly start: number; readonly end: number } | undefined
  readonly input: RefObject<HTMLInputElement | null>
  readonly attributes: Omit<PartialInputHTMLAttributes<HTMLInputElement>, 'type' | 'list' | 'role'> & {
    readonly role: 'combobox'
  }
}

/** The line that a query is typed into, in colours: they lie behind an input whose own letters cannot be seen. */
export function QueryLine({ value, wrong, input, attributes }: Props) {
  const colours = useRef<HTMLDivElement>(null)
  const follow = () => {
    if (colours.current && input.current) colours.current.scrollLeft = input.current.scrollLeft
  }
  useLayoutEffect(() => {
    // Where there is nothing to follow, the browser need not measure the page before it draws it.
    if (value !== '') follow()
  })
  // What was expected at the end of the text is marked behind it.
  const isAtEnd = wrong !== undefined && wrong.start >= value.length

  return (
    <div class={styles.line} dir="ltr">
      <div class={styles.colours} ref={colours} aria-hidden="true">
        {highlight(value, wrong).map(({ text, kind, isWrong }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing but their place
          <span key={index} class={`${styles[kind]} ${isWrong ? styles.wrong : ''}`}>
            {text}
          </span>
        ))}
        {isAtEnd && value !== '' && <span class={styles.wrong}>{'\u00A0\u00A0'}</span>}
      </div>
      <input {...attributes} ref={input} class={styles.input} type="text" value={value} onScroll={follow} />
    </div>
  )
}
