import { text } from '../../text/configuration.ts'
import styles from './delete-dialog.module.css'

/** What becomes of the accounts of an organization. */
export type MembersWish = 'keep' | 'delete'

type Props = {
  readonly count: number
  readonly wish: MembersWish | undefined
  readonly onChange: (wish: MembersWish) => void
}

const choices = [
  ['keep', text.deleteKeep],
  ['delete', text.deleteAll],
] as const

/** Asks what becomes of the accounts of an organization; nothing is chosen beforehand. */
export function MembersChoice({ count, wish, onChange }: Props) {
  return (
    <fieldset class={styles.members}>
      <legend>{text.deleteMembers(count)}</legend>
      {choices.map(([value, label]) => (
        <label key={value}>
          <input type="radio" name="members" value={value} checked={wish === value} onChange={() => onChange(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
