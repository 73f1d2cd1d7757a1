import { useState } from 'preact/hooks'
import { text } from './text.ts'

type Props = { readonly title: string; readonly code: string }

/** A command or a piece of Terraform, to be copied. */
export function Code({ title, code }: Props) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    const isCopied = await navigator.clipboard.writeText(code).then(
      () => true,
      () => false,
    )
    setSaid(isCopied ? text.copied : text.copyFailed)
    setTimeout(setSaid, 2500, '')
  }
  return (
    <figure>
      <figcaption>
        {title}
        <span class="said" role="status">
          {said}
        </span>
        <button type="button" class="small" aria-label={`${text.copy}: ${title}`} onClick={copy}>
          {text.copy}
        </button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long command must be scrollable by keyboard */}
      <pre tabIndex={0} dir="ltr">
        {code}
      </pre>
    </figure>
  )
}
