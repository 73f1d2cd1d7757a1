import type { Posture } from '../../../shared/summary.ts'
import type { Column } from '../../ui/table-types.ts'
import { PostureBar } from '../posture-bar.tsx'
import { text } from '../text/policies.ts'

type Judged = { readonly posture: Posture }

/** How what stands in a row came out: as a bar, and how many fail. */
export const postureColumns = [
  {
    id: 'posture',
    title: text.columns.posture,
    width: 180,
    cell: ({ posture }: Judged) => <PostureBar posture={posture} />,
  },
  {
    id: 'fail',
    title: text.columns.failing,
    width: 90,
    align: 'end',
    cell: ({ posture }: Judged) => posture.fail.toLocaleString('en'),
  },
] as const satisfies readonly Column<Judged>[]
