import { changes as kinds } from '../../../shared/report-figures.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Name } from '../../ui/name.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { Select } from '../../ui/select.tsx'
import { place, setParams } from '../address.ts'
import { useRead } from '../read.ts'
import { Shown } from '../shown.tsx'
import { text } from '../text/reports.ts'
import { type Comparison, type Run, type RunDetail, runParam } from './data.ts'
import { links } from './places.ts'
import styles from './reports.module.css'

type Props = { readonly run: RunDetail; readonly runs: readonly Run[] }

const words = text.changes

/** How a run differs from the one before, or from any earlier one that is kept. */
export function Changes({ run, runs }: Props) {
  const earlier = runs.filter(({ id, state }) => state === 'succeeded' && id < run.id)
  const chosen = earlier.find(({ id }) => String(id) === place.value.params.with) ?? earlier[0]
  const read = useRead(
    (api) => api.reports[':id'].runs[':run'].compare,
    chosen && { param: runParam(run), query: { with: String(chosen.id) } },
  )
  if (!chosen) {
    return (
      <EmptyState title={words.none}>
        <p>{words.noneWhy}</p>
      </EmptyState>
    )
  }
  return (
    <div class={styles.page}>
      <div class={styles.tools}>
        <Select
          label={words.compareWith}
          value={String(chosen.id)}
          options={earlier.map(({ id, ended, queued, percent }) => ({
            value: String(id),
            label: text.runOption(absoluteTime(ended ?? queued), percent?.pass),
          }))}
          onChange={(next) => setParams({ with: next === String(earlier[0]?.id) ? undefined : next })}
        />
        <Checkbox
          label={words.withStill}
          isChecked={place.value.params.still === 'yes'}
          onChange={(isChecked) => setParams({ still: isChecked ? 'yes' : undefined })}
        />
      </div>
      <Shown read={read}>{(compared) => <Compared of={compared} />}</Shown>
    </div>
  )
}

/** What failed only before and now is no change. */
const isChanged = ({ change }: Comparison['controls'][number]) =>
  kinds.some((kind) => kind !== 'stillFailing' && change[kind] > 0)

function Compared({ of: { before, after, change, controls } }: { readonly of: Comparison }) {
  const hasStill = place.value.params.still === 'yes'
  const shown = controls.filter((one) => isChanged(one) || (hasStill && one.change.stillFailing > 0))
  const shares = [
    [words.passedThen, before.percent],
    [words.passedNow, after.percent],
  ] as const
  return (
    <>
      <dl class={styles.totals} aria-label={words.totals}>
        {shares.map(([label, percent]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{percent ? text.share(percent.pass) : text.none}</dd>
          </div>
        ))}
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{words.names[kind]}</dt>
            <dd>{text.number(change[kind])}</dd>
          </div>
        ))}
      </dl>
      {shown.length === 0 ? <EmptyState title={words.same} /> : <ChangedControls controls={shown} />}
    </>
  )
}

const ChangedControls = ({ controls }: Pick<Comparison, 'controls'>) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section class={styles.scrolls} tabIndex={0} aria-label={words.list}>
    <table class={styles.table} aria-label={words.list}>
      <thead>
        <tr>
          <th scope="col">{words.control}</th>
          {kinds.map((kind) => (
            <th key={kind} scope="col" class={styles.end}>
              {words.names[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {controls.map(({ cid, title, change }) => (
          <tr key={cid}>
            <th scope="row">
              <a href={links.control(cid)}>
                <Name text={title} />
              </a>{' '}
              <span class={styles.quiet}>{text.cid(cid)}</span>
            </th>
            {kinds.map((kind) => (
              <td key={kind} class={`${styles.end} ${change[kind] === 0 ? styles.quiet : ''}`}>
                {change[kind] === 0 ? text.none : text.number(change[kind])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
