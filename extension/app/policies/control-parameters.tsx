import { Name } from '../../ui/name.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/policies.ts'
import type { ControlDetail } from './data.ts'
import { type ParameterValue, parameterText } from './parameter-value.ts'
import styles from './policies.module.css'

const words = text.control

/** What can be set of a control, and to what it is set. */
export function Parameters({ parameters }: { readonly parameters: NonNullable<ControlDetail['parameters']> }) {
  return (
    <div class={styles.scrolls}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.setting}</th>
            <th scope="col">{words.value}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(parameters).map(([name, { label, default: value }]) => (
            <tr key={name}>
              <th scope="row">
                <Name text={label} /> <code class={styles.quiet}>{name}</code>
              </th>
              <td>{visibleText(parameterText(value as ParameterValue), 1000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
