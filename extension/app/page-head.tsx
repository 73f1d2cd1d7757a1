import type { ComponentChildren } from 'preact'
import { Name } from '../ui/name.tsx'
import styles from './page-head.module.css'
import { text } from './text/parts.ts'

type Props = {
  readonly title: string
  /** The way up, outermost first. */
  readonly trail?: readonly { readonly label: string; readonly href: string }[]
  /** A line below the title. */
  readonly about?: ComponentChildren
  /** What can be done with all that is on show. */
  readonly children?: ComponentChildren
}

/** What a page is about, the way up, and what can be done. */
export function PageHead({ title, trail = [], about, children }: Props) {
  return (
    <header class={styles.head}>
      <div class={styles.heading}>
        {trail.length > 0 && (
          <nav class={styles.trail} aria-label={text.trail}>
            {trail.map(({ label, href }) => (
              <a key={href} href={href}>
                {label}
              </a>
            ))}
          </nav>
        )}
        <h1>
          <Name text={title} />
        </h1>
        {about && <div class={styles.about}>{about}</div>}
      </div>
      {children && <div class={styles.actions}>{children}</div>}
    </header>
  )
}
