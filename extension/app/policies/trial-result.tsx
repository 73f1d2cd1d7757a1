import { useEffect, useRef } from 'preact/hooks'
import { typeLabel } from '../../popup/type-label.ts'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { PostureBar } from '../posture-bar.tsx'
import { text } from '../text/policies.ts'
import type { Trial } from './data.ts'
import styles from './policies.module.css'
import { Accounts, Samples } from './trial-tables.tsx'
import type { useTrial } from './use-trial.ts'

const words = text.trial

type Props = {
  readonly trial: ReturnType<typeof useTrial>
  /** The text as it is now. */
  readonly text: string
}

/** What a text says of the resources that were collected: figures, and the first that fail. */
export function TrialResult({ trial: { answer, problem, isTrying, text: tried }, text: now }: Props) {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // The button that was pressed stands at the end of the window, and the answer below it.
    if (answer) section.current?.scrollIntoView({ block: 'nearest' })
  }, [answer])
  if (!answer && !problem && !isTrying) return null
  return (
    <section ref={section} aria-labelledby="trial" aria-busy={isTrying}>
      <h2 class={styles.heading2} id="trial">
        {words.title}
      </h2>
      <p class={styles.before} role="status">
        {isTrying ? text.editor.trying : words.explain} {answer && tried !== now && <b>{words.outdated}</b>}
      </p>
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
      {answer && (answer.trial ? <Figures trial={answer.trial} /> : <p class={styles.bad}>{words.cannot}</p>)}
    </section>
  )
}

type Tried = NonNullable<Trial['trial']>

function Figures({ trial }: { readonly trial: Tried }) {
  const { pass, fail, unknown, notApplicable, searched, total, complete, accounts, failing, unknowns, unlisted } = trial
  if (total === 0) return <p>{words.nothing}</p>
  return (
    <>
      <div class={styles.posture}>
        <PostureBar posture={{ pass, fail, unknown, excepted: 0 }} hasLegend />
      </div>
      <p class={styles.line}>
        {words.searched(searched, total)}
        {notApplicable > 0 && (
          <span class={styles.quiet}>
            {words.notApplicable}: {notApplicable.toLocaleString('en')}
          </span>
        )}
        {!complete && <b>{words.cut}</b>}
      </p>
      {unlisted.length > 0 && (
        <>
          <p class={styles.bad}>{words.unlisted}</p>
          <ul>
            {unlisted.map(({ account, type, region }) => (
              <li key={`${account} ${type} ${region}`}>
                {typeLabel(type)} · {account} · {region || text.none}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 class={styles.heading3}>{words.failing}</h3>
      {failing.length === 0 ? <p class={styles.quiet}>{words.noFailing}</p> : <Samples samples={failing} />}
      {unknowns.length > 0 && (
        <>
          <h3 class={styles.heading3}>{words.unknowns}</h3>
          <Samples samples={unknowns} />
        </>
      )}
      {accounts.length > 1 && <Accounts accounts={accounts} />}
    </>
  )
}
