import { Ago } from '../../../ui/ago.tsx'
import { Name } from '../../../ui/name.tsx'
import { Select } from '../../../ui/select.tsx'
import { place, setParams } from '../../address.ts'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../use-type-labels.ts'
import { Value } from '../value.tsx'
import type { Association, Detail } from './detail.ts'
import styles from './plain-table.module.css'
import { ResourceLink } from './resource-link.tsx'

type Props = { readonly resource: Detail; readonly now: Date }

/** What it names and what names it; one type of it where one is chosen. */
export function AssociationList({ resource, now }: Props) {
  const labelOf = useTypeLabels()
  const { associations, associationCounts } = resource
  const { to, from, byType } = associationCounts
  if (to + from === 0) return <p class={styles.quiet}>{text.noAssociations}</p>
  const chosen = place.value.params.with ?? ''
  const shown = associations.filter((one) => !chosen || typeOf(one) === chosen)
  const types = [...new Set(byType.map(({ type }) => type ?? unnamed))]
  const countOf = (type: string) =>
    byType.reduce((sum, one) => sum + ((one.type ?? unnamed) === type ? one.count : 0), 0)
  const options = [
    { value: '', label: text.allAssociations(to + from) },
    ...types.map((type) => ({
      value: type,
      label: text.typeCount(type === unnamed ? text.unnamedType : labelOf(type), countOf(type)),
    })),
  ]
  return (
    <>
      <div class={styles.tools}>
        <Select
          label={text.associationsOf}
          value={chosen}
          options={options}
          onChange={(type) => setParams({ with: type })}
        />
        {associations.length < to + from && (
          <span class={styles.quiet}>{text.associationsCut(associations.length, to + from)}</span>
        )}
      </div>
      <div class={styles.box}>
        <table class={styles.table} aria-label={text.associations}>
          <thead>
            <tr>
              <th scope="col">{text.name}</th>
              <th scope="col">{text.type}</th>
              <th scope="col">{text.relation}</th>
              <th scope="col">{text.region}</th>
              <th scope="col">{text.firstDiscovered}</th>
              <th scope="col">{text.state}</th>
              <th scope="col">{text.vulnerabilities}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Row
                key={`${one.direction} ${one.relation} ${one.target} ${one.resource?.id}`}
                of={one}
                {...{ now, labelOf }}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const unnamed = '?'
const typeOf = ({ resource }: Association) => resource?.type ?? unnamed

type RowProps = { readonly of: Association; readonly now: Date; readonly labelOf: (type: string) => string }

function Row({ of: { resource, target, label, direction }, now, labelOf }: RowProps) {
  const vulnerabilities = resource?.vulnerabilities
  return (
    <tr>
      <th scope="row">
        {resource ? (
          <>
            <ResourceLink id={resource.id} name={resource.name} />
            {resource.name !== shortOf(resource.id) && (
              <span class={styles.sub}>
                <Name text={shortOf(resource.id)} />
              </span>
            )}
          </>
        ) : (
          <>
            <Name text={target} />
            <span class={styles.sub}>{text.notInInventory}</span>
          </>
        )}
      </th>
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

/** The last part of an id, by which people know it. */
const shortOf = (id: string) => id.split(/[/:]/).at(-1) ?? id
