import type { ComponentChildren } from 'preact'
import { Name } from '../../ui/name.tsx'
import { text } from '../text/policies.ts'
import styles from './policies.module.css'

type Props = {
  readonly title: string
  /** The way up, outermost first. */
  readonly trail?: readonly { readonly label: string; readonly href: string }[]
  /** A line below the title. */
  readonly about?: ComponentChildren
  /** What can be done with all that is on show. */
  readonly children?: ComponentChildren
}

/** What a page of this view is about, the way up, and what can be done. */
export function PageHead({ title, trail = [], about, children }: Props) {
  return (
    <header class={styles.head}>
      <div class={styles.heading}>
        {trail.length > 0 && (
          <nav class={styles.trail} aria-label={text.backTo}>
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
