import type { ComponentChildren } from 'preact'
import { Skeleton } from '../ui/skeleton.tsx'
import styles from './totals-line.module.css'

/** Numbers that sum up what is below, in one line. */
export function TotalsLine({ children }: { readonly children: ComponentChildren }) {
  return <dl class={styles.line}>{children}</dl>
}

type Props = {
  readonly label: string
  /** `undefined` while it is not known. */
  readonly value: number | string | undefined
  /** What it is made of. */
  readonly detail?: string | undefined
  /** All of the detail, where it is cut short. */
  readonly detailTitle?: string | undefined
  /** Where what it counts stands. */
  readonly href?: string | undefined
}

/** One of the numbers, with what it counts. */
export function Total({ label, value, detail, detailTitle, href }: Props) {
  return (
    <div>
      <dt>{href === undefined ? label : <a href={href}>{label}</a>}</dt>
      <dd>{typeof value === 'number' ? value.toLocaleString('en') : (value ?? <Skeleton width="56px" />)}</dd>
      {detail !== undefined && (
        <dd class={styles.detail} title={detailTitle}>
          {detail}
        </dd>
      )}
    </div>
  )
}
