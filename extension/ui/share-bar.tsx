import { percent } from './percent.ts'
import styles from './share-bar.module.css'

const shares = ['pass', 'fail', 'unknown', 'excepted'] as const

/** How an evaluation counts. */
export type Share = (typeof shares)[number]

type Props = {
  readonly counts: { readonly [Name in Share]?: number | undefined }
  readonly labels: Readonly<Record<Share, string>>
  /** What is said where there is nothing to share out: "No results yet". */
  readonly emptyLabel: string
  /** What is said of the shares, where they were told with more care than whole percents. */
  readonly words?: string | undefined
  /** Shares that were told with more care than whole percents, for the legend: "52.4 %". */
  readonly percents?: { readonly [Name in Share]?: string | undefined } | undefined
  /** Numbers below it, each with its colour and pattern. */
  readonly hasLegend?: boolean | undefined
}

/** What part passes, fails, is unknown and is excepted. Colour and pattern tell them apart; grey is nothing yet. */
export function ShareBar({ counts, labels, emptyLabel, words: given, percents = {}, hasLegend }: Props) {
  const parts = shares.map((share) => ({ share, count: counts[share] ?? 0 })).filter(({ count }) => count > 0)
  const whole = parts.reduce((sum, { count }) => sum + count, 0)
  const told = parts.map(({ share, count }) => `${labels[share]} ${percent(count, whole)}`).join(' · ')
  const words = whole === 0 ? emptyLabel : (given ?? told)
  return (
    <div class={styles.whole}>
      <div class={styles.bar} role="img" aria-label={words} title={words}>
        {parts.map(({ share, count }) => (
          <span key={share} class={`${styles.part} ${styles[share]}`} style={{ flexGrow: count }} />
        ))}
      </div>
      {hasLegend && (
        <ul class={styles.legend}>
          {parts.map(({ share, count }) => (
            <li key={share}>
              <span class={`${styles.swatch} ${styles[share]}`} aria-hidden="true" />
              {labels[share]} <b>{count.toLocaleString('en')}</b>{' '}
              <bdi dir="ltr">{percents[share] ?? percent(count, whole)}</bdi>
            </li>
          ))}
          {whole === 0 && <li>{emptyLabel}</li>}
        </ul>
      )}
    </div>
  )
}
