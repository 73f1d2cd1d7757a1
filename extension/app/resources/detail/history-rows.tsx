import type { InferResponseType } from 'hono/client'
import { EvidenceTable } from '../../../overlay/evidence-table.tsx'
import type { ApiClient } from '../../../sync/api-client.ts'
import { Ago } from '../../../ui/ago.tsx'
import { OutcomeTag } from '../../outcome-tag.tsx'
import { text } from '../../text/resources.ts'
import { ControlCells } from './control-cells.tsx'
import styles from './control-list.module.css'
import { OpeningRow } from './opening-row.tsx'
import table from './plain-table.module.css'

type Change = InferResponseType<ApiClient['resources']['history']['$get'], 200>['items'][number]

type Props = { readonly items: readonly Change[]; readonly now: Date }

/** Each change of a control's result: when, from what to what, and what was found until then. */
export function HistoryRows({ items, now }: Props) {
  return (
    <div class={table.box}>
      <table class={table.table} aria-label={text.changes}>
        <thead>
          <tr>
            <th scope="col" aria-label={text.evidence} />
            <th scope="col">{text.changed}</th>
            <th scope="col">{text.cid}</th>
            <th scope="col">{text.control}</th>
            <th scope="col">{text.criticality}</th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((change) => (
            <Row key={`${change.at} ${change.cid} ${change.was}`} change={change} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ change, now }: { readonly change: Change; readonly now: Date }) {
  const { at, cid, title, criticality, was, became, evidence } = change
  const cells = (
    <>
      <td class={styles.when}>
        <Ago iso={at} now={now} />
      </td>
      <ControlCells {...{ cid, title, criticality }} />
      <td>
        <OutcomeTag outcome={was} />
      </td>
      <td>
        <OutcomeTag outcome={became} />
      </td>
    </>
  )
  return (
    <OpeningRow label={text.evidenceThen(title)} cells={cells} columns={6}>
      <p>{evidence.length > 0 ? text.foundUntilThen : text.noEvidenceThen}</p>
      {evidence.length > 0 && <EvidenceTable evidence={evidence} class={table.table ?? ''} />}
    </OpeningRow>
  )
}
