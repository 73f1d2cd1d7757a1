import { Name } from '../../../ui/name.tsx'
import { setParams } from '../../address.ts'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import styles from './association-graph.module.css'
import type { GraphGroup } from './graph-groups.ts'
import { notInInventory } from './not-in-inventory.ts'
import { ResourceLink } from './resource-link.tsx'

type Props = { readonly direction: 'from' | 'to'; readonly groups: readonly GraphGroup[] }

/** What stands on one side of a resource: some resources of each relation, and the way to the others of that type. */
export function GraphSide({ direction, groups }: Props) {
  if (groups.length === 0) return null
  const title = text.sides[direction]
  return (
    <section class={`${styles.side} ${styles[direction]}`} aria-label={title}>
      <h3 class={styles.row}>{title}</h3>
      {groups.map((group) => (
        <Group key={group.key} group={group} isAlone={isOnlyOne(group, groups)} />
      ))}
    </section>
  )
}

/** Two relations to one type must be told apart. */
const isOnlyOne = ({ type, key }: GraphGroup, groups: readonly GraphGroup[]) =>
  !groups.some((other) => other.type === type && other.key !== key)

function Group({ group, isAlone }: { readonly group: GraphGroup; readonly isAlone: boolean }) {
  const labelOf = useTypeLabels()
  const { direction, label, type, count, nodes } = group
  const typeName = type === undefined ? text.notInInventory : labelOf(type)
  const title =
    direction === 'from' && isAlone ? typeName : text.relationOf(label, direction === 'from' ? typeName : undefined)
  const more = count - nodes.length
  return (
    <>
      <h4 class={styles.row}>
        <Name text={title} />
        {more > 0 && (
          <button type="button" class={styles.more} onClick={() => toTable(type)}>
            {text.andMore(more, nodes.length > 0)}
          </button>
        )}
      </h4>
      <ul aria-label={title}>
        {nodes.map(({ target, resource }) => (
          <li key={`${target} ${resource?.id}`} class={styles.row}>
            {resource ? <ResourceLink id={resource.id} name={resource.name} /> : <Name text={target} />}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The table below shows those of the type alone. */
const toTable = (type: string | undefined) => setParams({ with: type ?? notInInventory })
