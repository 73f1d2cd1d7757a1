import { useEffect, useRef } from 'preact/hooks'
import { linkTo, place } from '../address.ts'
import { text } from '../text/frame.ts'
import { firstView, views } from '../views.ts'
import styles from './navigation.module.css'

/** The views, in one column; in one row where the window is narrow. */
export function Navigation({ connectors }: { readonly connectors: number }) {
  const current = place.value.path[0] ?? firstView(connectors)
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    // In one row it may stand outside; it never moves the page.
    const link = nav.current?.querySelector(`[href="${linkTo([current])}"]`)
    link?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return (
    <nav class={styles.nav} aria-label={text.views} ref={nav}>
      {Object.entries(views).map(([name, { title }]) => (
        <a key={name} href={linkTo([name])} aria-current={name === current ? 'page' : undefined} class={styles.link}>
          {title}
        </a>
      ))}
    </nav>
  )
}
