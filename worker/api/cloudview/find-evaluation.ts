import { shortId } from '../../../shared/console-links/short-id.ts'
import type { Control } from '../../../shared/control.ts'
import type { Database } from '../../store/database.ts'
import { resolveScope } from '../../store/lists/scope.ts'
import { evaluationRids, evaluationsOfRids, type NumberedEvaluation } from '../../store/numbered-lists/evaluations.ts'

/** What a control says of a resource of a connector, named by its short or its full id. */
export async function findEvaluation(
  database: Database,
  { cid }: Control,
  connector: string,
  resourceId: string,
): Promise<NumberedEvaluation | undefined> {
  const rids = await evaluationRids(database, {
    ...{ cid, ...(await resolveScope(database, { connector })) },
    outcomes: ['PASS', 'FAIL', 'UNKNOWN', 'EXCEPTED'],
    // The full id holds the short one at its end; which of those that end so it is, is told by the short ids.
    condition: {
      sql: `lower(substr(r.id, -length(?))) = lower(?)`,
      args: [resourceId, resourceId],
    },
  })
  const found = await evaluationsOfRids(database, cid, rids.slice(0, 100))
  return found.find(({ resource }) => [resource.id, shortId(resource)].some((id) => isSame(id, resourceId)))
}

/** Azure's ids are the same in any case of letters; others differ by more than that. */
const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
