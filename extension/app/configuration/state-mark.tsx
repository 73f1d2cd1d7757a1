import type { RunState } from '../../../shared/run.ts'
import type { Shown } from '../../popup/connector-groups.ts'
import { text } from '../text/configuration.ts'
import styles from './state-mark.module.css'

/** How a connector is: a mark of its own shape, and the word. */
export function StateMark({ state }: { readonly state: Shown }) {
  return (
    <span class={`${styles.state} ${styles[state]}`} title={text.stateMeans[state]}>
      {text.states[state]}
    </span>
  )
}

/** How a run ended, or how far it is. */
export function RunMark({ state }: { readonly state: RunState }) {
  return <span class={`${styles.state} ${styles[state]}`}>{text.runStates[state]}</span>
}
