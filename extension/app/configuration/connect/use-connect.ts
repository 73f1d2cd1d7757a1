import { useState } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import type { Cloud } from '../../../../shared/resource.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { changes, toProblem } from '../../read.ts'
import { worker } from '../../worker.ts'
import { deleteConnector } from '../connector-actions.ts'
import { draftOf, errorsIn, errorsOf } from './form.ts'
import { save } from './save.ts'
import type { Form } from './use-form.ts'

/** How far connecting is. */
export type Phase =
  | { readonly name: 'form'; readonly problem?: WorkerProblem }
  | { readonly name: 'saving' | 'testing' }
  /** The connector exists, but its account was not reached. */
  | { readonly name: 'refused'; readonly problem: WorkerProblem }
  /** Absent account: that of an organization. */
  | { readonly name: 'reached'; readonly account: string }

/** Saves the form, signs in with it, and says what came of it. */
export function useConnect(cloud: Cloud, form: Form) {
  const [phase, setPhase] = useState<Phase>({ name: 'form' })
  const [saved, setSaved] = useState<Connector>()
  const { values, key } = form

  async function connect(): Promise<void> {
    const connectors = worker.value?.api.connectors
    const wrong = errorsIn(cloud, values, key)
    form.setErrors(wrong)
    if (Object.keys(wrong).length > 0 || !connectors) return
    setPhase({ name: 'saving' })
    let connector: Connector
    try {
      connector = await save(connectors, draftOf(cloud, values, key), saved)
    } catch (error) {
      const problem = toProblem(error)
      form.setErrors(errorsOf(problem.details.errors))
      return setPhase({ name: 'form', problem })
    }
    setSaved(connector)
    setPhase({ name: 'testing' })
    try {
      const { account } = await (await connectors[':id'].test.$post({ param: { id: connector.id } })).json()
      // A run that could not sign in has ended; one that is queued or under way is answered instead.
      if (saved) await connectors[':id'].run.$post({ param: { id: connector.id } })
      form.forget()
      setPhase({ name: 'reached', account })
    } catch (error) {
      setPhase({ name: 'refused', problem: toProblem(error) })
    } finally {
      changes.value += 1
    }
  }

  async function discard(): Promise<void> {
    if (saved) await deleteConnector(saved)
    setSaved(undefined)
    setPhase({ name: 'form' })
    changes.value += 1
  }
  return { phase, saved, connect, discard }
}
