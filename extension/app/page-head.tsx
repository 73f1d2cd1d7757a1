import type { ComponentChildren } from 'preact'
import { Name } from '../ui/name.tsx'
import { Freshness } from './freshness.tsx'
import styles from './page-head.module.css'
import { text } from './text/parts.ts'

type Props = {
  readonly title: string
  /** The way up, outermost first. */
  readonly trail?: readonly { readonly label: string; readonly href: string }[]
  /** A sign before the title. */
  readonly mark?: ComponentChildren
  /** What belongs to the title: which form, which one of several. */
  readonly beside?: ComponentChildren
  /** How old what is on show is. */
  readonly age?: Parameters<typeof Freshness>[0]
  /** A line below the title. */
  readonly about?: ComponentChildren
  /** What can be done with all that is on show. */
  readonly children?: ComponentChildren
}

/** What a page is about and how old that is, the way up, and what can be done. */
export function PageHead({ title, trail = [], mark, beside, age, about, children }: Props) {
  return (
    <header class={styles.head}>
      {trail.length > 0 && <Trail trail={trail} />}
      <div class={styles.heading}>
        <h1>
          {mark}
          <Name text={title} />
        </h1>
        {beside}
        {(age?.at || age?.isLoading) && <Freshness {...age} />}
      </div>
      {children && <div class={styles.actions}>{children}</div>}
      {about && <div class={styles.about}>{about}</div>}
    </header>
  )
}

const Trail = ({ trail }: Required<Pick<Props, 'trail'>>) => (
  <nav class={styles.trail} aria-label={text.trail}>
    {trail.map(({ label, href }) => (
      <a key={href} href={href}>
        {label}
      </a>
    ))}
  </nav>
)
