import { visibleText } from '../../ui/visible-text.ts'
import { changes } from '../read.ts'
import { text } from '../text/configuration.ts'
import { worker } from '../worker.ts'
import { tell, warn } from './say.ts'

type Named = { readonly id: string; readonly name: string }

const api = () => {
  const current = worker.value
  if (!current) throw new Error(text.problem)
  return current.api.connectors
}

/** Queues a run of a connector and says so. */
export async function runNow(connector: Named): Promise<string> {
  await queueRun(connector)
  const { name } = connector
  return text.runQueued(visibleText(name))
}

/** Queues a run of a connector. */
export async function queueRun({ id }: Pick<Named, 'id'>): Promise<void> {
  await api()[':id'].run.$post({ param: { id } })
}

/** Signs in with a connector and says which account was reached. Throws `WorkerProblem` with the reason and advice. */
export async function testSignIn({ id }: Named): Promise<string> {
  const answer = await (await api()[':id'].test.$post({ param: { id } })).json()
  return answer.account ? text.reached(answer.account) : text.reachedOrganization
}

/** Ends what runs for a connector. */
export async function cancelRun(id: string): Promise<void> {
  await worker.value?.api.runs[':id'].cancel.$post({ param: { id } })
  tell(text.runCancelled)
}

/** Deletes a connector with all it knows; of an organization, its members as it is told. */
export async function removeConnector({ id }: Pick<Named, 'id'>, members?: 'delete' | 'keep'): Promise<void> {
  await api()[':id'].$delete({ param: { id }, query: members ? { members } : {} })
}

/** Deletes a connector and says so. */
export async function deleteConnector(connector: Named, members?: 'delete' | 'keep'): Promise<void> {
  await removeConnector(connector, members)
  tell(text.deleted(visibleText(connector.name)))
}

/** Does it from a menu: what goes wrong is told above the list. */
export async function attempt(work: () => Promise<string | undefined>): Promise<void> {
  try {
    const said = await work()
    if (said) tell(said)
  } catch (error) {
    warn(error)
  } finally {
    changes.value += 1
  }
}
