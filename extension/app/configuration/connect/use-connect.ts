import { useState } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import { type ConnectorDraft, connectorDraft } from '../../../../shared/connector-draft.ts'
import type { Cloud } from '../../../../shared/resource.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { changes, toProblem } from '../../read.ts'
import { worker } from '../../worker.ts'
import { draftOf, errorsIn, errorsOf } from './form.ts'
import type { Form } from './use-form.ts'

/** How far connecting is. */
export type Phase =
  | { readonly name: 'form'; readonly problem?: WorkerProblem }
  | { readonly name: 'testing' | 'saving' }
  /** The account was not reached; nothing is saved. */
  | { readonly name: 'refused'; readonly problem: WorkerProblem }
  /** The account was reached with what `access` says; nothing is saved yet. */
  | { readonly name: 'passed'; readonly account: string; readonly access: string }
  | { readonly name: 'saved'; readonly connector: Connector; readonly account: string }

/** Tests what the form holds, saves it, and says what came of either. */
export function useConnect(cloud: Cloud, form: Form) {
  const [phase, setPhase] = useState<Phase>({ name: 'form' })
  const { values, key } = form
  const access = accessIn(draftOf(cloud, values, key))
  // What was typed since then has not been tested.
  const shown: Phase = phase.name === 'passed' && phase.access !== access ? { name: 'form' } : phase

  function checked(): ConnectorDraft | undefined {
    const wrong = errorsIn(cloud, values, key)
    form.setErrors(wrong)
    return Object.keys(wrong).length > 0 ? undefined : connectorDraft.parse(draftOf(cloud, values, key))
  }
  function refuse(error: unknown): void {
    const problem = toProblem(error)
    form.setErrors(errorsOf(problem.details.errors))
    setPhase(problem.details.status === 422 ? { name: 'refused', problem } : { name: 'form', problem })
  }

  /** Signs in with the draft; answers the account, or `undefined` where it was not reached. */
  async function test(draft = checked()): Promise<string | undefined> {
    const connectors = worker.value?.api.connectors
    if (!draft || !connectors) return undefined
    setPhase({ name: 'testing' })
    try {
      const { account } = await (await connectors.test.$post({ json: draft })).json()
      setPhase({ name: 'passed', account, access })
      return account
    } catch (error) {
      refuse(error)
      return undefined
    }
  }

  /** Saves the draft, whose first run begins by itself. */
  async function save(draft: ConnectorDraft, account: string): Promise<Connector | undefined> {
    const connectors = worker.value?.api.connectors
    setPhase({ name: 'saving' })
    try {
      const connector = (await (await connectors?.$post({ json: draft }))?.json()) as Connector | undefined
      if (!connector) return undefined
      form.forget()
      setPhase({ name: 'saved', connector, account })
      changes.value += 1
      return connector
    } catch (error) {
      refuse(error)
      return undefined
    }
  }

  /** Saves what was tested, and tests it first where that was not done. */
  async function connect(): Promise<void> {
    const draft = checked()
    if (!draft) return
    const account = shown.name === 'passed' ? shown.account : await test(draft)
    if (account !== undefined) await save(draft, account)
  }

  /** Saves it though its account was not reached: a role may take a while to count. */
  async function saveAnyway(): Promise<Connector | undefined> {
    const draft = checked()
    return draft && save(draft, '')
  }
  return { phase: shown, test: () => test(), connect, saveAnyway }
}

/** What signing in depends on. */
const accessIn = ({ name: _, description: __, frequency: ___, ...access }: Record<string, unknown>): string =>
  JSON.stringify(access)
