import { useId } from 'preact/hooks'
import { Checkbox } from '../../ui/checkbox.tsx'
import readers from '../../ui/unseen.module.css'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/reports.ts'
import type { Form } from './draft.ts'
import { Radios } from './radios.tsx'
import styles from './reports.module.css'
import type { Choices } from './use-choices.ts'

type Props = {
  readonly form: Form
  readonly choices: Choices
  readonly change: (changes: Partial<Form>) => void
  readonly problem: string | undefined
}

const words = text.form

/** For which connectors a report is: all of the provider, or some. */
export function ConnectorFields({ form: { cloud, scope, connectors }, choices, change, problem }: Props) {
  const id = useId()
  const offered = choices.connectors.filter((one) => one.cloud === cloud)
  const gone = connectors.filter((one) => !offered.some((connector) => connector.id === one))
  const toggle = (one: string, isChosen: boolean) =>
    change({ connectors: isChosen ? [...connectors, one] : connectors.filter((other) => other !== one) })
  return (
    <>
      <Radios
        label={words.connectors}
        options={{ all: words.scopes.all(offered.length), some: words.scopes.some }}
        value={scope}
        onChange={(next) => change({ scope: next })}
      />
      {scope === 'some' && (
        <fieldset class={`${styles.choices} ${styles.inner}`} aria-describedby={problem && id}>
          <legend class={readers.unseen}>{words.scopes.some}</legend>
          {offered.map(({ id: one, name, account }) => (
            <Checkbox
              key={one}
              label={visibleText(account && account !== name ? `${name} (${account})` : name)}
              isChecked={connectors.includes(one)}
              onChange={(isChosen) => toggle(one, isChosen)}
            />
          ))}
          {gone.map((one) => (
            <Checkbox
              key={one}
              label={words.goneConnector(visibleText(one))}
              isChecked
              onChange={(isChosen) => toggle(one, isChosen)}
            />
          ))}
          <p id={id} class={styles.bad} aria-live="polite">
            {problem}
          </p>
        </fieldset>
      )}
    </>
  )
}
