import { Ago } from '../../ui/ago.tsx'
import { Name } from '../../ui/name.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { Select } from '../../ui/select.tsx'
import { ShareBar } from '../../ui/share-bar.tsx'
import { hashOf, place, setParams } from '../address.ts'
import { text } from '../text/reports.ts'
import { useNow } from '../use-now.ts'
import type { Run } from './data.ts'
import styles from './reports.module.css'

type Props = { readonly run: Run; readonly runs: readonly Run[] }

/** How a run came out, of when it is, and how old the data were that it took. */
export function RunSummary({ run, runs }: Props) {
  const { posture, percent, ended = run.queued } = run
  const now = useNow()
  const { pass, fail, unknown, excepted } = posture
  return (
    <section class={styles.summary} aria-label={text.columns.passFail}>
      <p class={styles.headline}>
        <strong>{percent ? text.share(percent.pass) : text.none}</strong> {text.passed}
        <span class={styles.quiet}>
          {text.asOf} <Ago iso={ended} now={now} />
        </span>
        <span class={styles.runs}>
          <Runs run={run} runs={runs} />
        </span>
      </p>
      <ShareBar
        counts={{ pass, fail, unknown }}
        labels={text.shares}
        words={percent ? text.percent(percent) : undefined}
        percents={percent ? sharesOf(percent) : undefined}
        emptyLabel={text.nothingEvaluated}
        hasLegend
      />
      <p class={styles.facts}>
        {excepted > 0 && <span>{text.exceptedApart(excepted)}</span>}
        <Since run={run} />
        <DataAge run={run} />
      </p>
    </section>
  )
}

const sharesOf = ({ pass, fail, unknown }: NonNullable<Run['percent']>) => ({
  pass: text.share(pass),
  fail: text.share(fail),
  unknown: text.share(unknown),
})

/** Runs that ended, newest first. */
function Runs({ run, runs }: Props) {
  const ended = runs.filter(({ state }) => state === 'succeeded' || state === 'failed')
  const offered = ended.some(({ id }) => id === run.id) ? ended : [run, ...ended]
  return (
    <Select
      label={text.runChoice}
      value={String(run.id)}
      options={offered.map((one) => ({ value: String(one.id), label: optionOf(one) }))}
      onChange={(next) =>
        setParams({ run: next === String(offered[0]?.id) ? undefined : next, with: undefined, control: undefined })
      }
    />
  )
}

function optionOf({ state, ended, queued, percent }: Run): string {
  const when = absoluteTime(ended ?? queued)
  return state === 'failed' ? text.runFailedOption(when) : text.runOption(when, percent?.pass)
}

function Since({ run: { change } }: { readonly run: Run }) {
  if (!change) return null
  const words = text.changes.short(change)
  return (
    <span>
      {text.changes.since}{' '}
      {words ? (
        <a href={hashOf({ ...place.value, params: { ...place.value.params, tab: 'changes' } })}>{words}</a>
      ) : (
        text.changes.nothing
      )}
    </span>
  )
}

const few = 3

/** The connectors of a run with the age of their data at the time; of many, the oldest. */
function DataAge({ run: { connectors } }: { readonly run: Run }) {
  if (connectors.length <= few) {
    return (
      <span>
        {text.dataOf}{' '}
        {connectors.map(({ id, name, account, scanned }, index) => (
          <span key={id}>
            {index > 0 && '; '}
            <Name text={account && account !== name ? `${name} (${account})` : name} />,{' '}
            {scanned ? `${text.scanned} ${absoluteTime(scanned)}` : text.neverScanned}
          </span>
        ))}
      </span>
    )
  }
  const times = connectors.flatMap(({ scanned }) => scanned ?? []).sort()
  const never = connectors.length - times.length
  return (
    <details class={styles.details}>
      <summary>
        {text.dataOf} {text.manyConnectors(connectors.length)}
        {times[0] && `, ${text.oldest} ${absoluteTime(times[0])}`}
        {never > 0 && `, ${text.number(never)} ${text.neverScanned}`}
      </summary>
      <ul>
        {connectors.map(({ id, name, account, scanned }) => (
          <li key={id}>
            <Name text={account && account !== name ? `${name} (${account})` : name} />,{' '}
            {scanned ? `${text.scanned} ${absoluteTime(scanned)}` : text.neverScanned}
          </li>
        ))}
      </ul>
    </details>
  )
}
