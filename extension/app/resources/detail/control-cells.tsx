import type { Criticality } from '../../../../shared/evaluation.ts'
import { Name } from '../../../ui/name.tsx'
import { linkTo } from '../../address.ts'
import styles from './control-list.module.css'
import { CriticalityMark } from './criticality-mark.tsx'

type Props = { readonly cid: number; readonly title: string; readonly criticality: Criticality }

/** The cells that name a control: its number, its title as a link, and how grave it is. */
export const ControlCells = ({ cid, title, criticality }: Props) => (
  <>
    <td class={styles.cid}>{cid}</td>
    <th scope="row">
      <a href={linkTo(['monitor', 'controls', String(cid)])}>
        <Name text={title} />
      </a>
    </th>
    <td>
      <CriticalityMark of={criticality} />
    </td>
  </>
)
