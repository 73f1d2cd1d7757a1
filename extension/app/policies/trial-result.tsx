import { useEffect, useRef } from 'preact/hooks'
import { typeLabel } from '../../popup/type-label.ts'
import { Name } from '../../ui/name.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { linkTo } from '../address.ts'
import { PostureBar } from '../posture-bar.tsx'
import { text } from '../text/policies.ts'
import type { Trial } from './data.ts'
import styles from './policies.module.css'
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
      <p class={styles.quiet} role="status">
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

function Samples({ samples }: { readonly samples: Tried['failing'] }) {
  return (
    <div class={styles.scrolls}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.resource}</th>
            <th scope="col">{words.account}</th>
            <th scope="col">{words.region}</th>
            <th scope="col">{words.evidence}</th>
          </tr>
        </thead>
        <tbody>
          {samples.map(({ resourceId, name, type, account, region, evidence }) => (
            <tr key={resourceId}>
              <th scope="row">
                <a href={linkTo(['resources', 'detail', resourceId])}>
                  <Name text={name || resourceId} />
                </a>{' '}
                <span class={styles.quiet}>{typeLabel(type)}</span>
              </th>
              <td>{visibleText(account)}</td>
              <td>{region || text.none}</td>
              <td>
                {evidence.map(({ setting, actual, expected }) => (
                  <div key={`${setting} ${expected}`} class={styles.breaks}>
                    {visibleText(setting)}: {visibleText(words.found(actual, expected), 500)}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Accounts({ accounts }: { readonly accounts: Tried['accounts'] }) {
  return (
    <>
      <h3 class={styles.heading3}>{words.accounts}</h3>
      <div class={styles.scrolls}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.account}</th>
              {[words.pass, words.fail, words.unknown].map((title) => (
                <th key={title} scope="col" class={styles.end}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {accounts.map(({ connectorId, account, pass, fail, unknown }) => (
              <tr key={`${connectorId} ${account}`}>
                <th scope="row">{visibleText(account)}</th>
                {[pass, fail, unknown].map((many, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={at} class={styles.end}>
                    {many.toLocaleString('en')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
