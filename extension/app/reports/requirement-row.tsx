import { percentOf } from '../../../shared/report-figures.ts'
import { Name } from '../../ui/name.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { place } from '../address.ts'
import { RequirementItem } from '../requirement/requirement-item.tsx'
import { ServedControl } from '../requirement/served-control.tsx'
import { text } from '../text/reports.ts'
import type { Control, Requirement } from './data.ts'
import { PassBar } from './pass-bar.tsx'
import { links } from './places.ts'
import styles from './reports.module.css'
import { VerdictTag } from './verdict-tag.tsx'

type Props = {
  readonly requirement: Requirement
  /** Those of its controls that are looked for. */
  readonly controls: readonly Control[]
  /** Policies are named by their titles alone. */
  readonly isMandate: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** A requirement with how it ended; opened, the controls that serve it. */
export function RequirementRow({ requirement, controls, isMandate, isOpen, onToggle }: Props) {
  const { id, title, verdict, posture, percent, notEvaluated } = requirement
  return (
    <RequirementItem
      {...{ title, isOpen, onToggle }}
      number={isMandate ? id : undefined}
      serving={controls.map((control) => control.title)}
      about={
        <>
          <span>{text.controls(requirement.controls.length)}</span>
          {notEvaluated > 0 && <span>{text.notEvaluated(notEvaluated)}</span>}
        </>
      }
      bar={<PassBar posture={posture} percent={percent} emptyLabel={text.nothingEvaluated} />}
      end={<VerdictTag verdict={verdict} />}
    >
      {controls.map((control) => (
        <ControlRow key={control.cid} control={control} />
      ))}
    </RequirementItem>
  )
}

function ControlRow({ control }: { readonly control: Control }) {
  const { cid, title, criticality, verdict, posture, change } = control
  const changed = change && text.changes.short({ ...change, gone: 0 })
  return (
    <ServedControl
      mark={<SeverityMark severity={criticality} label={text.criticality[criticality]} />}
      title={
        <>
          <a href={links.control(cid)} aria-current={place.value.params.control === String(cid) ? 'true' : undefined}>
            <Name text={title} />
          </a>{' '}
          <span class={styles.quiet}>{text.cid(cid)}</span>
        </>
      }
      about={
        <>
          <span>{text.notPassed(posture)}</span>
          {changed && <span>{changed}</span>}
        </>
      }
      bar={<PassBar posture={posture} percent={percentOf(posture)} emptyLabel={text.nothingEvaluated} />}
      end={<VerdictTag verdict={verdict} />}
    />
  )
}
