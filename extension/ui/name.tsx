import { visibleText } from './visible-text.ts'

type Props = {
  readonly text: string
  readonly class?: string
}

/** A name from outside: as text, in its own direction, with nothing hidden in it. */
export function Name({ text, class: name }: Props) {
  return (
    <bdi class={name} title={visibleText(text, 2000)}>
      {visibleText(text)}
    </bdi>
  )
}
