import { useId } from 'preact/hooks'
import { percentOf } from '../../../shared/report-figures.ts'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { place } from '../address.ts'
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
  const id = useId()
  const { verdict, posture, percent, notEvaluated, title } = requirement
  return (
    <li class={styles.requirement}>
      <div class={styles.requirementHead}>
        <button
          type="button"
          class={styles.disclosure}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
        >
          <span class={isOpen ? styles.turned : styles.arrow}>
            <Icon name="forward" isDirected />
          </span>
          {isMandate && <b class={styles.number}>{visibleText(requirement.id)}</b>}
          <span class={title ? styles.requirementTitle : styles.untitled}>
            {title ? <Name text={title} /> : !isOpen && titlesOf(controls)}
          </span>
        </button>
        <span class={styles.about}>
          {text.controls(requirement.controls.length)}
          {notEvaluated > 0 && <span class={styles.quiet}>{text.notEvaluated(notEvaluated)}</span>}
        </span>
        <PassBar posture={posture} percent={percent} emptyLabel={text.nothingEvaluated} />
        <span class={styles.verdict}>
          <VerdictTag verdict={verdict} />
        </span>
      </div>
      {isOpen && (
        <ul class={styles.served} id={id}>
          {controls.map((control) => (
            <ControlRow key={control.cid} control={control} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** Some publishers keep their sentences to themselves: what serves a requirement tells what it is about. */
const titlesOf = (controls: readonly Control[]) =>
  controls
    .slice(0, 3)
    .map(({ title }) => visibleText(title))
    .join(' · ')

function ControlRow({ control }: { readonly control: Control }) {
  const { cid, title, criticality, verdict, posture, change } = control
  const changed = change && text.changes.short({ ...change, gone: 0 })
  return (
    <li class={styles.control}>
      <SeverityMark severity={criticality} label={text.criticality[criticality]} />
      <span class={styles.controlTitle}>
        <a href={links.control(cid)} aria-current={place.value.params.control === String(cid) ? 'true' : undefined}>
          <Name text={title} />
        </a>{' '}
        <span class={styles.quiet}>{text.cid(cid)}</span>
      </span>
      <span class={styles.about}>
        {text.notPassed(posture)}
        {changed && <span class={styles.quiet}>{changed}</span>}
      </span>
      <PassBar posture={posture} percent={percentOf(posture)} emptyLabel={text.nothingEvaluated} />
      <span class={styles.verdict}>
        <VerdictTag verdict={verdict} />
      </span>
    </li>
  )
}
