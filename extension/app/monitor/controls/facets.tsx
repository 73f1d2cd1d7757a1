import { useState } from 'preact/hooks'
import { criticalities, type outcomes } from '../../../../shared/evaluation.ts'
import { Facet } from '../../../ui/facet.tsx'
import { SeverityMark } from '../../../ui/severity-mark.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { place, setParams, setScope } from '../../address.ts'
import { text } from '../../text/monitor.ts'
import styles from './facets.module.css'
import type { Facets as Told } from './totals.tsx'

type Values = NonNullable<Told['facets'][keyof Told['facets']]>

const ofControls = ['result', 'criticality', 'service', 'policy', 'type'] as const
const ofEvaluations = ['account', 'region'] as const
type Name = (typeof ofControls)[number] | (typeof ofEvaluations)[number]

/** By what the controls can be narrowed, with counts. In a narrow window they stand behind a button. */
export function Facets({ facets }: { readonly facets: Told['facets'] | undefined }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div class={styles.facets}>
      <button type="button" class={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {text.filters}
      </button>
      <div class={styles.groups} data-open={isOpen} aria-busy={!facets}>
        <Group label={text.controlsBy} names={ofControls} facets={facets} />
        <Group label={text.evaluationsBy} names={ofEvaluations} facets={facets} />
      </div>
    </div>
  )
}

type GroupProps = {
  readonly label: string
  readonly names: readonly Name[]
  readonly facets: Told['facets'] | undefined
}

function Group({ label, names, facets }: GroupProps) {
  if (facets && !names.some((name) => facets[name]?.length)) return null
  return (
    <section class={styles.group} aria-label={label}>
      <h2>{label}</h2>
      {names.map((name) => {
        const values = facets?.[name]
        if (!facets) return <Waiting key={name} />
        if (!values?.length) return null
        return <One key={name} name={name} values={values} />
      })}
    </section>
  )
}

function One({ name, values }: { readonly name: Name; readonly values: Values }) {
  return (
    <Facet
      title={text.facet[name]}
      values={inOrder(name, values).map(({ value, label, count }) => ({
        ...{ value, count, label: wordOf(name, value, label) },
        ...markOf(name, value),
      }))}
      chosen={chosenOf(name)}
      onChoose={(value) => choose(name, value)}
      moreLabel={text.more}
      fewerLabel={text.less}
    />
  )
}

/** The account is one for all views; the other filters are the monitor's own. */
export const chosenOf = (name: Name): string | undefined =>
  name === 'account' ? place.value.scope.account : place.value.params[name]

export function choose(name: Name, value: string | undefined): void {
  if (name === 'account') setScope({ account: value })
  else setParams({ [name]: value })
}

/** What people call a value. */
export function wordOf(name: Name, value: string, label: string | undefined): string {
  const words: Readonly<Record<string, string>> =
    name === 'result' ? text.outcome : name === 'criticality' ? text.criticality : {}
  return words[value] ?? label ?? value
}

const markOf = (name: Name, value: string) => {
  const severity = name === 'criticality' ? criticalities.find((one) => one === value) : undefined
  return severity ? { mark: <SeverityMark severity={severity} /> } : {}
}

/** Results and criticalities have an order of their own; all else begins with what there is most of. */
function inOrder(name: Name, values: Values): Values {
  const order: readonly string[] | undefined =
    name === 'result' ? failingFirst : name === 'criticality' ? criticalities : undefined
  return order ? [...values].sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value)) : values
}

const failingFirst = ['FAIL', 'UNKNOWN', 'EXCEPTED', 'PASS'] as const satisfies readonly (typeof outcomes)[number][]

const Waiting = () => (
  <div class={styles.waiting}>
    <Skeleton width="40%" />
    <Skeleton width="90%" />
    <Skeleton width="80%" />
  </div>
)
