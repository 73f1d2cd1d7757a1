import { criticalities, type Outcome, outcomes } from '../../../../shared/evaluation.ts'
import { EvidenceTable } from '../../../overlay/evidence-table.tsx'
import { Ago } from '../../../ui/ago.tsx'
import { Name } from '../../../ui/name.tsx'
import { absoluteTime } from '../../../ui/relative-time.ts'
import { Select } from '../../../ui/select.tsx'
import { linkTo, place, setParams } from '../../address.ts'
import { Download } from '../../download/download.tsx'
import { OutcomeTag } from '../../outcome-tag.tsx'
import { text } from '../../text/resources.ts'
import { ControlCells } from './control-cells.tsx'
import styles from './control-list.module.css'
import type { Detail, ToldEvaluation } from './detail.ts'
import { OpeningRow } from './opening-row.tsx'
import table from './plain-table.module.css'

type Props = { readonly resource: Detail; readonly now: Date }

/** Every control that was evaluated for it, failing ones first; the evidence opens below its row. */
export function ControlList({ resource: { id, evaluations }, now }: Props) {
  const asked = outcomes.find((one) => one === place.value.params.outcome) ?? ''
  if (evaluations.length === 0) return <p class={table.quiet}>{text.noControls}</p>
  const shown = evaluations.filter(({ outcome }) => !asked || outcome === asked).toSorted(byWeight)
  return (
    <>
      <div class={table.tools}>
        <Select label={text.result} value={asked} options={options} onChange={(outcome) => setParams({ outcome })} />
        <Download
          ask={(api, file, request) =>
            api.exports['resource-evaluations'].$get(
              { query: { id, ...(asked ? { result: asked } : {}), ...file } },
              request,
            )
          }
        />
      </div>
      <div class={table.box}>
        <table class={table.table} aria-label={text.controlsEvaluated}>
          <thead>
            <tr>
              <th scope="col" aria-label={text.evidence} />
              <th scope="col">{text.cid}</th>
              <th scope="col">{text.control}</th>
              <th scope="col">{text.criticality}</th>
              <th scope="col">{text.result}</th>
              <th scope="col">{text.lastEvaluated}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((evaluation) => (
              <Row key={evaluation.cid} id={id} evaluation={evaluation} now={now} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === 0 && <p class={styles.none}>{text.noneWithResult}</p>}
    </>
  )
}

const options: readonly { readonly value: Outcome | ''; readonly label: string }[] = [
  { value: '', label: text.anyResult },
  ...outcomes.map((value) => ({ value, label: text.outcomes[value] })),
]

const order: readonly Outcome[] = ['FAIL', 'UNKNOWN', 'EXCEPTED', 'PASS']

const byWeight = (a: ToldEvaluation, b: ToldEvaluation) =>
  order.indexOf(a.outcome) - order.indexOf(b.outcome) ||
  criticalities.indexOf(a.criticality) - criticalities.indexOf(b.criticality) ||
  a.cid - b.cid

type RowProps = { readonly id: string; readonly evaluation: ToldEvaluation; readonly now: Date }

function Row({ id, evaluation, now }: RowProps) {
  const { cid, title, criticality, outcome, lastEvaluated } = evaluation
  const cells = (
    <>
      <ControlCells {...{ cid, title, criticality }} />
      <td>
        <OutcomeTag outcome={outcome} />
      </td>
      <td class={styles.when}>
        <Ago iso={lastEvaluated} now={now} />
      </td>
    </>
  )
  return (
    <OpeningRow label={text.showEvidence(title)} cells={cells} columns={5}>
      <Evidence evaluation={evaluation} />
      <Ways id={id} evaluation={evaluation} />
    </OpeningRow>
  )
}

function Evidence({
  evaluation: { message, exception, appliesTo, evidence },
}: {
  readonly evaluation: ToldEvaluation
}) {
  return (
    <>
      <p>
        <Name text={message} />
      </p>
      {appliesTo === 'account' && <p>{text.accountWide}</p>}
      {exception && (
        <p>
          <Name text={text.exceptedBy(exception.owner, exception.reason)} />
          {exception.ends && ` (${text.exceptionEnds} ${absoluteTime(exception.ends)})`}
        </p>
      )}
      {evidence.length > 0 && <EvidenceTable evidence={evidence} class={table.table ?? ''} />}
    </>
  )
}

/** Where the evaluation can be dealt with: the steps of the fix with this resource's name in them, its history, exceptions. */
function Ways({ id, evaluation: { cid, title, outcome } }: Omit<RowProps, 'now'>) {
  const path = ['monitor', 'controls', String(cid)]
  return (
    <p class={styles.ways}>
      {outcome === 'FAIL' && (
        <a href={linkTo(path, { open: id, detail: 'remediation' })} aria-label={text.stepsToFixOf(title)}>
          {text.stepsToFix}
        </a>
      )}
      <a href={linkTo(path, { open: id })} aria-label={text.evaluationOf(title)}>
        {text.evaluation}
      </a>
    </p>
  )
}
