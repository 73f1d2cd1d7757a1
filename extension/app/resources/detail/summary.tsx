import type { ComponentChildren } from 'preact'
import { Ago } from '../../../ui/ago.tsx'
import { Name } from '../../../ui/name.tsx'
import { linkTo } from '../../address.ts'
import { useRead } from '../../read.ts'
import { regionName } from '../../region-name.ts'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import { fieldName } from '../field-name.ts'
import { Value } from '../value.tsx'
import { shownValue } from '../value-text.ts'
import type { Detail } from './detail.ts'
import { type Group, groupsOf } from './groups.ts'
import styles from './summary.module.css'
import { Unread } from './unread.tsx'

type Props = { readonly resource: Detail; readonly now: Date }

/** What it is and where; what could not be read is said, and what is empty is "-". */
export function Summary({ resource, now }: Props) {
  const groups = groupsOf(resource)
  return (
    <div class={styles.summary}>
      {resource.unread.length > 0 && <Unread unread={resource.unread} />}
      <div class={styles.groups}>
        {groups.map(({ title, fields }) => (
          <Fields key={title} title={title} fields={fields} resource={resource} now={now} />
        ))}
      </div>
    </div>
  )
}

type FieldsProps = Props & Group

function Fields({ title, fields, resource, now }: FieldsProps) {
  const first = <FirstFields title={title} resource={resource} now={now} />
  if (fields.length === 0 && title !== 'general' && title !== 'location') return null
  return (
    <section>
      <h3>{text[title]}</h3>
      <dl class={styles.fields}>
        {first}
        {fields.map((field) => (
          <Line key={field} label={fieldName(field)}>
            <ConfigValue field={field} resource={resource} />
          </Line>
        ))}
      </dl>
    </section>
  )
}

/** What every resource has. */
function FirstFields({ title, resource, now }: Props & Pick<Group, 'title'>) {
  const labelOf = useTypeLabels()
  const connectors = useRead((api) => api.connectors, title === 'general' ? { query: {} } : undefined)
  const { name, type, account, region, connectorId, firstDiscovered, lastFound, lastChanged } = resource
  if (title === 'location') {
    return (
      <>
        <Line label={text.accountId}>
          <Value of={account} />
        </Line>
        <Line label={text.region}>
          <Value of={regionName(region)} />
        </Line>
      </>
    )
  }
  if (title !== 'general') return null
  return (
    <>
      <Line label={text.name}>
        <Value of={name} />
      </Line>
      <Line label={text.resourceType}>
        <a href={linkTo(['resources', 'type', type])}>
          <Name text={labelOf(type)} />
        </a>
      </Line>
      <Line label={text.firstDiscovered}>
        <Ago iso={firstDiscovered} now={now} />
      </Line>
      <Line label={text.lastFound}>
        <Ago iso={lastFound} now={now} />
      </Line>
      <Line label={text.lastChanged}>
        <Ago iso={lastChanged} now={now} />
      </Line>
      <Line label={text.connector}>
        <a href={linkTo(['configuration', 'connectors', connectorId])}>
          <Name text={connectors.data?.items.find(({ id }) => id === connectorId)?.name ?? connectorId} />
        </a>
      </Line>
    </>
  )
}

function Line({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function ConfigValue({ field, resource: { config, unread } }: { readonly field: string; readonly resource: Detail }) {
  const missing = unread.find((one) => one.field === field)
  if (missing && config[field] === undefined) {
    return (
      <em class={styles.unread} title={missing.reason}>
        {text.notRead}
      </em>
    )
  }
  return <Value of={shownValue(config[field])} />
}
