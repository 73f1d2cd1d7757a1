import { Name } from '../../ui/name.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { PostureBar } from '../posture-bar.tsx'
import { RequirementItem } from '../requirement/requirement-item.tsx'
import { ServedControl } from '../requirement/served-control.tsx'
import { text } from '../text/policies.ts'
import type { ListedControl, Requirement } from './data.ts'
import { links } from './places.ts'
import styles from './policies.module.css'

type Props = {
  readonly requirement: Requirement
  readonly controls: ReadonlyMap<number, ListedControl>
  /** Whether the controls are here yet. */
  readonly isKnown: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** A requirement with how it stands; opened, the controls that serve it, each with the way to its resources. */
export function RequirementRow({ requirement, controls, isKnown, isOpen, onToggle }: Props) {
  const { id, title, controls: cids, posture } = requirement
  return (
    <RequirementItem
      {...{ number: id, title, isOpen, onToggle }}
      serving={cids.flatMap((cid) => controls.get(cid)?.title ?? [])}
      about={text.controlsFound(cids.length)}
      bar={<PostureBar posture={posture} />}
      end={failed(posture.fail)}
    >
      {cids.map((cid) => (
        <Served key={cid} cid={cid} control={controls.get(cid)} isKnown={isKnown} />
      ))}
    </RequirementItem>
  )
}

const failed = (count: number) => `${count.toLocaleString('en')} ${text.posture.fail}`

type ServedProps = { readonly cid: number; readonly control: ListedControl | undefined; readonly isKnown: boolean }

function Served({ cid, control, isKnown }: ServedProps) {
  if (!control) {
    return (
      <ServedControl
        title={<a href={links.control(cid)}>{text.cid(cid)}</a>}
        about={isKnown ? text.unlisted : <Skeleton width="12em" />}
      />
    )
  }
  const { title, criticality, posture } = control
  return (
    <ServedControl
      mark={<SeverityMark severity={criticality} label={text.criticality[criticality]} />}
      title={
        <>
          <a href={links.control(cid)}>
            <Name text={title} />
          </a>{' '}
          <span class={styles.quiet}>{text.cid(cid)}</span>
        </>
      }
      about={
        <a href={links.evaluated(cid)} aria-label={text.seeResourcesOf(title)}>
          {text.seeResources}
        </a>
      }
      bar={<PostureBar posture={posture} />}
      end={failed(posture.fail)}
    />
  )
}
