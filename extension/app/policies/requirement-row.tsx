import { useId } from 'preact/hooks'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { PostureBar } from '../posture-bar.tsx'
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
  const id = useId()
  const { posture } = requirement
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
          <b class={styles.number}>{requirement.id}</b>
          {requirement.title ? (
            <span class={styles.requirementTitle}>
              <Name text={requirement.title} />
            </span>
          ) : (
            // Some publishers keep their sentences to themselves: what serves the requirement tells what it is about.
            <span class={styles.untitled} dir="auto">
              {!isOpen && titlesOf(requirement, controls)}
            </span>
          )}
        </button>
        <span class={styles.quiet}>{text.controlsFound(requirement.controls.length)}</span>
        <span class={styles.requirementBar}>
          <PostureBar posture={posture} />
        </span>
        <span class={styles.figure}>
          {posture.fail.toLocaleString('en')} {text.posture.fail}
        </span>
      </div>
      {isOpen && (
        <ul class={styles.served} id={id}>
          {requirement.controls.map((cid) => (
            <Served key={cid} cid={cid} control={controls.get(cid)} isKnown={isKnown} />
          ))}
        </ul>
      )}
    </li>
  )
}

const titlesOf = ({ controls: cids }: Requirement, controls: Props['controls']) =>
  cids
    .flatMap((cid) => visibleText(controls.get(cid)?.title ?? '') || [])
    .slice(0, 3)
    .join(' · ')

type ServedProps = { readonly cid: number; readonly control: ListedControl | undefined; readonly isKnown: boolean }

function Served({ cid, control, isKnown }: ServedProps) {
  if (!control) {
    return (
      <li class={styles.control}>
        <a class={styles.controlTitle} href={links.control(cid)}>
          {text.cid(cid)}
        </a>
        {isKnown ? <span class={styles.quiet}>{text.unlisted}</span> : <Skeleton width="12em" />}
      </li>
    )
  }
  const { title, criticality, posture } = control
  return (
    <li class={styles.control}>
      <SeverityMark severity={criticality} label={text.criticality[criticality]} />
      <span class={styles.controlTitle}>
        <a href={links.control(cid)}>
          <Name text={title} />
        </a>{' '}
        <span class={styles.quiet}>{text.cid(cid)}</span>
      </span>
      <a href={links.evaluated(cid)} aria-label={text.seeResourcesOf(title)}>
        {text.seeResources}
      </a>
      <span class={styles.requirementBar}>
        <PostureBar posture={posture} />
      </span>
      <span class={styles.figure}>
        {posture.fail.toLocaleString('en')} {text.posture.fail}
      </span>
    </li>
  )
}
