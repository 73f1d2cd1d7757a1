import { EvidenceTable } from '../../../overlay/evidence-table.tsx'
import { absoluteTime, relativeTime } from '../../../ui/relative-time.ts'
import { visibleText } from '../../../ui/visible-text.ts'
import { OutcomeTag } from '../../outcome-tag.tsx'
import { text } from '../../text/monitor.ts'
import { useNow } from '../../use-now.ts'
import styles from './evaluation-panel.module.css'
import type { Told } from './evaluation-panel.tsx'

/** What was found, what holds of it, and when that became so. */
export function EvidenceTab({ evaluation }: { readonly evaluation: Told }) {
  const { outcome, message, evidence, exception } = evaluation
  const permissions = [...new Set(evidence.flatMap(({ expected }) => /^needs (\S+)$/.exec(expected)?.[1] ?? []))]
  return (
    <div class={styles.part}>
      <div class={styles.outcome}>
        <OutcomeTag outcome={outcome} />
        <p>{visibleText(message, 2000)}</p>
      </div>
      {evaluation.result === 'UNKNOWN' && (
        <p class={styles.hint}>
          {text.unknownHint} {permissions.length > 0 && text.grant(visibleText(permissions.join(', ')))}
        </p>
      )}
      {exception && (
        <p class={styles.hint}>
          <b>{text.exception}:</b> {visibleText(text.exceptionOf(exception.kind, exception.owner))}.{' '}
          {visibleText(exception.reason, 2000)} {text.until}{' '}
          {exception.ends ? absoluteTime(exception.ends) : text.noEnd}.
        </p>
      )}
      <section>
        <h3>{text.evidence}</h3>
        {evidence.length > 0 ? <EvidenceTable evidence={evidence} class={styles.evidence} /> : <p>{text.noEvidence}</p>}
      </section>
      <Life evaluation={evaluation} />
    </div>
  )
}

function Life({ evaluation }: { readonly evaluation: Told }) {
  const now = useNow()
  const { firstEvaluated, lastEvaluated, lastReopened, lastFixed } = evaluation
  const moments: readonly (readonly [string, string | undefined])[] = [
    [text.firstEvaluated, firstEvaluated],
    [text.lastEvaluated, lastEvaluated],
    [text.lastReopened, lastReopened],
    [text.lastFixed, lastFixed],
  ]
  return (
    <section>
      <h3>{text.summary}</h3>
      <dl class={styles.life}>
        {moments.map(([label, iso]) => [
          <dt key={label}>{label}</dt>,
          <dd key={`${label}:`}>
            {iso ? (
              <time dateTime={iso}>
                {absoluteTime(iso)} <span class={styles.quiet}>({relativeTime(iso, now)})</span>
              </time>
            ) : (
              text.never
            )}
          </dd>,
        ])}
      </dl>
    </section>
  )
}
