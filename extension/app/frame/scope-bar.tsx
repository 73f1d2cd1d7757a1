import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { namedRanges } from '../../../shared/date-range.ts'
import { type Cloud, clouds } from '../../../shared/resource.ts'
import type { ConnectorStatus } from '../../sync/messages.ts'
import readers from '../../ui/unseen.module.css'
import { place, setScope } from '../address.ts'
import { text } from '../text/frame.ts'
import { firstView, viewOf } from '../views.ts'
import styles from './scope-bar.module.css'

/** What all views are narrowed to, always in sight: provider, account, dates; these not where they narrow nothing. */
export function ScopeBar({ connectors }: { readonly connectors: readonly ConnectorStatus[] }) {
  const { scope, path } = place.value
  const { cloud = '', account = '' } = scope
  const view = viewOf(path[0] ?? firstView(connectors.length))
  const accounts = accountsOf(connectors, cloud)
  const isKnown = account === '' || accounts.some(([id]) => id === account)
  return (
    <fieldset class={styles.bar}>
      <legend class={readers.unseen}>{text.scope}</legend>
      <Choice
        label={text.cloud}
        value={cloud}
        onChange={(value) => setScope({ cloud: value ? (value as Cloud) : undefined, account: undefined })}
      >
        <option value="">{text.allClouds}</option>
        {clouds.map((one) => (
          <option key={one} value={one}>
            {text.clouds[one]}
          </option>
        ))}
      </Choice>
      <Choice label={text.account} value={account} onChange={(value) => setScope({ account: value || undefined })}>
        <option value="">{text.allAccounts}</option>
        {!isKnown && <option value={account}>{account}</option>}
        {accounts.map(([id, name]) => (
          <option key={id} value={id}>
            {name === id ? id : `${name} (${id})`}
          </option>
        ))}
      </Choice>
      {!view?.hasNoRange && <Range label={view?.range ?? text.range} />}
    </fieldset>
  )
}

/** Each account once, with the name of its first connector. */
function accountsOf(connectors: readonly ConnectorStatus[], cloud: string) {
  const names = new Map<string, string>()
  for (const connector of connectors) {
    if (!connector.account || (cloud && connector.cloud !== cloud)) continue
    if (!names.has(connector.account)) names.set(connector.account, connector.name)
  }
  return [...names].sort(([, a], [, b]) => a.localeCompare(b))
}

const own = 'own'

/** The dates; what they are of differs from view to view. */
function Range({ label }: { readonly label: string }) {
  const { range = '' } = place.value.scope
  const isNamed = range === '' || (namedRanges as readonly string[]).includes(range)
  const [isOwn, setOwn] = useState(!isNamed)
  const [from = '', to = ''] = isNamed ? [] : range.split('..')
  const choose = (value: string) => {
    setOwn(value === own)
    if (value !== own) setScope({ range: value || undefined })
  }
  const set = (first: string, last: string) => setScope({ range: first || last ? `${first}..${last}` : undefined })
  return (
    <>
      <Choice label={label} value={isOwn || !isNamed ? own : range} onChange={choose}>
        <option value="">{text.anyTime}</option>
        {namedRanges.map((name) => (
          <option key={name} value={name}>
            {text.ranges[name]}
          </option>
        ))}
        <option value={own}>{text.ownRange}</option>
      </Choice>
      {(isOwn || !isNamed) && (
        <>
          <Day label={text.from} value={from} max={to} onChange={(value) => set(value, to)} />
          <Day label={text.to} value={to} min={from} onChange={(value) => set(from, value)} />
        </>
      )}
    </>
  )
}

type ChoiceProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: ComponentChildren
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <label class={styles.choice}>
      <span class={styles.label}>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {children}
      </select>
    </label>
  )
}

type DayProps = Omit<ChoiceProps, 'children'> & { readonly min?: string; readonly max?: string }

function Day({ label, value, onChange, min, max }: DayProps) {
  return (
    <label class={styles.choice}>
      <span class={styles.label}>{label}</span>
      <input type="date" {...{ value, min, max }} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    </label>
  )
}
