import { CopyButton } from '../../ui/copy-button.tsx'
import { text as words } from '../text/configuration.ts'

type Props = { readonly text: string; readonly what: string }

/** Copies what stands beside it. */
export function Copy({ text, what }: Props) {
  return (
    <CopyButton
      text={text}
      label={words.copyWhat(what)}
      copiedLabel={words.copied}
      failedLabel={words.copyFailed}
      isSmall
    />
  )
}
