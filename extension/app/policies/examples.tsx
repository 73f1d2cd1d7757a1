import { Name } from '../../ui/name.tsx'
import { text } from '../text/policies.ts'
import type { Checked } from './data.ts'
import styles from './policies.module.css'

const words = text.editor

/** What the examples of a text come to; those that do not come out as they say stand out. */
export function Examples({ examples }: { readonly examples: Checked['examples'] }) {
  if (examples.length === 0) return null
  return (
    <section>
      <h2 class={styles.heading2}>{words.examples}</h2>
      <div class={styles.scrolls}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.example}</th>
              <th scope="col">{words.expected}</th>
              <th scope="col">{words.got}</th>
            </tr>
          </thead>
          <tbody>
            {examples.map(({ name, expected, got }) => (
              <tr key={name}>
                <th scope="row">
                  <Name text={name} />
                </th>
                <td>{outcome(expected)}</td>
                <td class={got === expected ? undefined : styles.bad}>{outcome(got)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const outcomes: Readonly<Record<string, string>> = {
  PASS: text.trial.pass,
  FAIL: text.trial.fail,
  UNKNOWN: text.trial.unknown,
  NOT_APPLICABLE: text.trial.notApplicable,
}

const outcome = (given: string) => outcomes[given] ?? given
