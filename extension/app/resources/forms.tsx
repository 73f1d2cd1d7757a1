import { linkTo, place } from '../address.ts'
import { text } from '../text/resources.ts'
import { filterNames } from './filters.ts'
import styles from './forms.module.css'

/** By type, or one by one: links, so that each can be opened in a tab of its own. Filters go along. */
export function Forms({ type }: { readonly type: string | undefined }) {
  const { path, params } = place.value
  const kept = Object.fromEntries(filterNames.flatMap((name) => (params[name] ? [[name, params[name]]] : [])))
  const isAll = path[1] === 'all'
  const isByType = type === undefined && !isAll
  return (
    <nav class={styles.forms} aria-label={text.forms}>
      <a href={linkTo(['resources'], kept)} aria-current={isByType ? 'page' : undefined}>
        {type === undefined ? text.byType : text.allTypes}
      </a>
      <a href={linkTo(['resources', 'all'], kept)} aria-current={isAll ? 'page' : undefined}>
        {text.all}
      </a>
    </nav>
  )
}
