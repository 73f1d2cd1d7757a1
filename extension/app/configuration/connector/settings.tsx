import type { ComponentChildren } from 'preact'
import type { Connector } from '../../../../shared/connector.ts'
import { Ago } from '../../../ui/ago.tsx'
import { Name } from '../../../ui/name.tsx'
import { linkTo } from '../../address.ts'
import { useRead } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { Copy } from '../copy.tsx'
import { TimeAhead } from '../time-ahead.tsx'
import styles from './connector-page.module.css'

type Props = { readonly connector: Connector; readonly now: Date }

/** What the connector is set to; never its secret. */
export function Settings({ connector, now }: Props) {
  const { description, frequency, parent, created, updated, lastRun, nextRun, retired, id } = connector
  const labels = text.labels
  return (
    <section class={styles.section} aria-labelledby="connector-settings">
      <h2 id="connector-settings">{text.settings}</h2>
      <dl class={styles.facts}>
        <Fact label={labels.description}>{description ? <Name text={description} /> : text.none}</Fact>
        <Fact label={labels.every}>{text.everyMinutes(frequency, text.every(frequency))}</Fact>
        {parent && (
          <Fact label={labels.organization}>
            <Organization id={parent} />
          </Fact>
        )}
        {accessOf(connector).map(([label, value]) => (
          <Fact key={label} label={label}>
            <Name text={value} />
            <Copy text={value} what={label} />
          </Fact>
        ))}
        {connector.cloud !== 'aws' && (
          <Fact label={connector.cloud === 'azure' ? labels.clientSecret : labels.key}>{text.sealed}</Fact>
        )}
        <Fact label={labels.lastRun}>{lastRun ? <Ago iso={lastRun} now={now} /> : text.none}</Fact>
        <Fact label={labels.nextRun}>
          <TimeAhead iso={retired ? undefined : nextRun} now={now} />
        </Fact>
        <Fact label={labels.created}>
          <Ago iso={created} now={now} />
        </Fact>
        <Fact label={labels.updated}>
          <Ago iso={updated} now={now} />
        </Fact>
        <Fact label={labels.id}>
          {id}
          <Copy text={id} what={labels.id} />
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** The organization that keeps the connector, by its name. */
function Organization({ id }: { readonly id: string }) {
  const { data } = useRead((api) => api.connectors[':id'], { param: { id } })
  return (
    <a href={linkTo(['configuration', 'connectors', id])}>
      <Name text={data?.name ?? id} />
    </a>
  )
}

type Pair = readonly [label: string, value: string]

function accessOf({ settings }: Connector): readonly Pair[] {
  const labels = text.labels
  if (settings.cloud === 'azure') {
    const { tenantId, clientId, subscriptionId } = settings
    return [
      [labels.tenantId, tenantId],
      [labels.clientId, clientId],
      [labels.subscriptionId, subscriptionId],
    ]
  }
  if (settings.cloud === 'gcp') {
    return [
      [labels.projectId, settings.projectId],
      [labels.clientEmail, settings.clientEmail],
    ]
  }
  const { roleArn, externalId, members } = settings
  return [
    [labels.roleArn, roleArn],
    [labels.externalId, externalId],
    ...(members
      ? ([
          [labels.memberRole, members.roleName],
          [labels.memberExternalId, members.externalId],
          [labels.memberType, text.types[members.type]],
        ] as const)
      : []),
  ]
}
