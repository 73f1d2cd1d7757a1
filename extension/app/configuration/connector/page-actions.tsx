import type { Connector } from '../../../../shared/connector.ts'
import { Button } from '../../../ui/button.tsx'
import { setParams } from '../../address.ts'
import { toProblem } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { useAct } from '../../use-act.ts'
import { useRefusal } from '../../use-refusal.ts'
import { runNow, testSignIn } from '../connector-actions.ts'
import { tell, warn } from '../say.ts'
import styles from './connector-page.module.css'

/** Why the account was not reached stands in the state of the connector, on the same page. */
const warnUnlessRefused = (error: unknown) =>
  toProblem(error).details.status === 422 ? tell(text.notReached, 'problem') : warn(error)

/** What can be done with the connector on show. */
export function PageActions({ connector }: { readonly connector: Connector }) {
  const refusal = useRefusal(text.mayNot)
  const running = useAct()
  const testing = useAct()
  const mayNot = refusal('update')
  const notRun = mayNot ?? (connector.retired ? text.isRetired : undefined)
  const run = () =>
    running.act(async () => {
      await runNow(connector).then((said) => tell(said), warn)
    })
  const test = () =>
    testing.act(async () => {
      await testSignIn(connector).then((said) => tell(said), warnUnlessRefused)
    })
  return (
    <div class={styles.actions}>
      <Button kind="primary" onClick={run} isBusy={running.isBusy} disabled={notRun !== undefined} title={notRun}>
        {text.run}
      </Button>
      <Button onClick={test} isBusy={testing.isBusy} disabled={mayNot !== undefined} title={mayNot}>
        {testing.isBusy ? text.testing : text.test}
      </Button>
      <Button onClick={() => setParams({ show: 'edit' })} disabled={mayNot !== undefined} title={mayNot}>
        {text.edit}
      </Button>
      <Button
        kind="danger"
        onClick={() => setParams({ show: 'delete' })}
        disabled={refusal('delete') !== undefined}
        title={refusal('delete')}
      >
        {text.delete}
      </Button>
    </div>
  )
}
