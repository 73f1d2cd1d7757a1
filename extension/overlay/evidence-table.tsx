import { Fragment } from 'preact'
import type { Evidence } from '../../shared/evaluation.ts'
import { visibleText } from '../ui/visible-text.ts'
import { text } from './text.ts'

type Props = {
  readonly evidence: readonly Evidence[]
  readonly class?: string
}

/** What was compared: setting, actual and expected value, all of them foreign texts. `quiet` and `long` are for the page to style. */
export function EvidenceTable({ evidence, class: name }: Props) {
  return (
    <table class={name} aria-label={text.evidence}>
      <thead>
        <tr>
          <th scope="col">{text.setting}</th>
          <th scope="col">{text.actual}</th>
          <th scope="col">{text.expected}</th>
        </tr>
      </thead>
      <tbody>
        {evidence.map(({ setting, actual, expected }) => (
          <tr key={`${setting} ${expected}`}>
            <th scope="row">
              <Breakable text={setting} />
            </th>
            <td>{actual === '-' ? <span class="quiet">{text.notSet}</span> : <Value text={actual} />}</td>
            <td>
              <Value text={expected} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Value = ({ text: value }: { readonly text: string }) => <bdi class="long">{visibleText(value, 2000)}</bdi>

/** A long name such as `RestrictPublicBuckets` breaks between its words. */
function Breakable({ text: name }: { readonly text: string }) {
  const words = visibleText(name).split(/(?<=[a-z])(?=[A-Z])/)
  return (
    <>
      {words.map((word, at) => (
        <Fragment key={words.slice(0, at).join('')}>
          {at > 0 && <wbr />}
          {word}
        </Fragment>
      ))}
    </>
  )
}
