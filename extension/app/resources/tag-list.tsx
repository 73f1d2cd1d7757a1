import { Name } from '../../ui/name.tsx'
import styles from './tag-list.module.css'
import { Value } from './value.tsx'

type Props = { readonly tags: Readonly<Record<string, string>> }

/** The tags on one line; all of them on hover. */
export function TagList({ tags }: Props) {
  const all = Object.entries(tags).map(([key, value]) => (value ? `${key}=${value}` : key))
  if (all.length === 0) return <Value of={undefined} />
  return (
    <span class={styles.tags}>
      <Name text={all.join(', ')} />
    </span>
  )
}
