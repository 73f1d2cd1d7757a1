import { Ago } from '../../../ui/ago.tsx'
import { Name } from '../../../ui/name.tsx'
import type { Column } from '../../../ui/table-types.ts'
import { OutcomeTag } from '../../outcome-tag.tsx'
import { text } from '../../text/monitor.ts'
import type { Listed } from '../use-failing-first.ts'

/** Columns of the resources that a control evaluated. */
export const evaluationColumns = (now: Date): readonly Column<Listed>[] => [
  {
    id: 'resource',
    title: text.resource,
    width: 180,
    grow: 2,
    cell: ({ resource: { name }, appliesTo }) => (
      <>
        <Name text={name} />
        {appliesTo === 'account' && <span title={text.stands}> *</span>}
      </>
    ),
  },
  { id: 'result', title: text.result, width: 112, cell: ({ outcome }) => <OutcomeTag outcome={outcome} /> },
  { id: 'account', title: text.account, width: 132, cell: ({ resource: { account } }) => <Name text={account} /> },
  { id: 'region', title: text.region, width: 120, cell: ({ resource: { region } }) => <Name text={region} /> },
  {
    id: 'evaluated',
    title: text.lastEvaluated,
    width: 132,
    cell: ({ lastEvaluated }) => <Ago iso={lastEvaluated} now={now} />,
  },
  { id: 'id', title: text.id, width: 200, grow: 3, cell: ({ resourceId }) => <Name text={resourceId} /> },
]
