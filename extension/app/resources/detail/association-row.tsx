import { Ago } from '../../../ui/ago.tsx'
import { Name } from '../../../ui/name.tsx'
import { text } from '../../text/resources.ts'
import { Value } from '../value.tsx'
import type { Association } from './detail.ts'
import styles from './plain-table.module.css'
import { ResourceLink } from './resource-link.tsx'

type Props = { readonly of: Association; readonly now: Date; readonly labelOf: (type: string) => string }

/** One thing that a resource names, or is named by. */
export function AssociationRow({ of: { resource, target, label, direction }, now, labelOf }: Props) {
  const vulnerabilities = resource?.vulnerabilities
  return (
    <tr>
      <th scope="row">{resource ? <Known of={resource} /> : <Unknown target={target} />}</th>
      <td>{resource ? <Name text={labelOf(resource.type)} /> : <Value of={undefined} />}</td>
      <td>
        <Name text={label} />
        <span class={styles.sub}>{direction === 'to' ? text.names : text.namedBy}</span>
      </td>
      <td>
        <Value of={resource?.region} />
      </td>
      <td>{resource ? <Ago iso={resource.firstDiscovered} now={now} /> : <Value of={undefined} />}</td>
      <td>
        <Value of={resource?.state} />
      </td>
      <td>
        <Value of={vulnerabilities && text.vulnerabilitySplit(vulnerabilities.confirmed, vulnerabilities.potential)} />
      </td>
    </tr>
  )
}

function Known({ of: { id, name } }: { readonly of: NonNullable<Association['resource']> }) {
  const short = shortOf(id)
  return (
    <>
      <ResourceLink id={id} name={name} />
      {name !== short && (
        <span class={styles.sub}>
          <Name text={short} />
        </span>
      )}
    </>
  )
}

const Unknown = ({ target }: { readonly target: string }) => (
  <>
    <Name text={target} />
    <span class={styles.sub}>{text.notInInventory}</span>
  </>
)

/** The last part of an id, by which people know it. */
const shortOf = (id: string) => id.split(/[/:]/).at(-1) ?? id
