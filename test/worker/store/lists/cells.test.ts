import type { InStatement } from '@libsql/client'
import { expect, test } from 'vitest'
import { setConnectorState } from '../../../../worker/store/connector-state.ts'
import { evaluationCells } from '../../../../worker/store/lists/cells.ts'
import { takeSeq } from '../../../../worker/store/seq.ts'
import { addConnector, temporaryDatabase } from '../../temporary-database.ts'

test('whoever waits for the end of a run sees all that it counted, however many counters there are', async () => {
  const db = await temporaryDatabase()
  const connector = await addConnector(db)
  const count = (cids: readonly number[]) => ({
    sql: `INSERT INTO counters (cid, connector, region, result, count) SELECT value, ?, 'eu-west-1', 0, 1 FROM json_each(?)`,
    args: [connector, JSON.stringify(cids)],
  })
  await db.write([takeSeq, count(Array.from({ length: 6000 }, (_, cid) => cid + 1))])
  expect(await evaluationCells(db)).toHaveLength(6000)
  // As the engine's thread does, whose writes this handle does not count.
  const end = setConnectorState(connector, { state: 'Online', lastRun: new Date('2026-01-01T01:00:00Z') })
  await db.client.batch([count([7000]), ...(end as InStatement[])], 'write')
  expect(await evaluationCells(db)).toHaveLength(6001)
})
