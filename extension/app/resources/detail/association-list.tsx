import { Select } from '../../../ui/select.tsx'
import { place, setParams } from '../../address.ts'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import { AssociationGraph } from './association-graph.tsx'
import { AssociationRow } from './association-row.tsx'
import type { Association, Detail } from './detail.ts'
import { notInInventory } from './not-in-inventory.ts'
import styles from './plain-table.module.css'

type Props = { readonly resource: Detail; readonly now: Date }

/** What it names and what names it, drawn and as a table; in the table one type of it where one is chosen. */
export function AssociationList({ resource, now }: Props) {
  const labelOf = useTypeLabels()
  const { associations, associationCounts } = resource
  const { to, from } = associationCounts
  if (to + from === 0) return <p class={styles.quiet}>{text.noAssociations}</p>
  const chosen = place.value.params.with ?? ''
  const shown = associations.filter((one) => !chosen || typeOf(one.resource) === chosen)
  return (
    <>
      <AssociationGraph resource={resource} />
      <div class={styles.tools}>
        <Select
          label={text.associationsOf}
          value={chosen}
          options={optionsOf(associationCounts, labelOf)}
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
              <AssociationRow key={keyOf(one)} of={one} now={now} labelOf={labelOf} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const typeOf = (one: { readonly type?: string | undefined } | undefined) => one?.type ?? notInInventory

const keyOf = ({ direction, relation, target, resource }: Association) =>
  `${direction} ${relation} ${target} ${resource?.id}`

/** The types that there are, with how many of each. */
function optionsOf({ to, from, byRelation }: Detail['associationCounts'], labelOf: (type: string) => string) {
  const types = [...Map.groupBy(byRelation, typeOf)].map(([value, all]) => {
    const label = value === notInInventory ? text.unnamedType : labelOf(value)
    return {
      value,
      label: text.typeCount(
        label,
        all.reduce((sum, { count }) => sum + count, 0),
      ),
    }
  })
  return [{ value: '', label: text.allAssociations(to + from) }, ...types]
}
