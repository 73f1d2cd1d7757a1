import type { Shown } from '../../../popup/connector-groups.ts'
import { Button } from '../../../ui/button.tsx'
import { setParams } from '../../address.ts'
import { text } from '../../text/configuration.ts'
import styles from './connectors-page.module.css'

type Props = {
  readonly counts: ReadonlyMap<Shown, number>
  readonly state: Shown | undefined
}

const order: readonly Shown[] = ['Offline', 'Pending', 'Refreshing', 'Online', 'Retired']

/** The states that there are, with how many connectors are in each. */
export function StateFilter({ counts, state }: Props) {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const shown = order.filter((one) => counts.has(one) || one === state)
  return (
    <fieldset class={styles.states} aria-label={text.filterByState}>
      <Button isPressed={!state} kind="quiet" onClick={() => setParams({ state: undefined })}>
        {text.allStates} <span class={styles.count}>{all}</span>
      </Button>
      {shown.map((one) => (
        <Button
          key={one}
          kind="quiet"
          isPressed={one === state}
          title={text.stateMeans[one]}
          onClick={() => setParams({ state: one === state ? undefined : one })}
        >
          {text.states[one]} <span class={styles.count}>{counts.get(one) ?? 0}</span>
        </Button>
      ))}
    </fieldset>
  )
}

/** A state as it stands in an address. */
export const asState = (value: string | undefined): Shown | undefined => order.find((one) => one === value)
