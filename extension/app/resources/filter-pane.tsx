import { useEffect, useState } from 'preact/hooks'
import type { Cloud } from '../../../shared/resource.ts'
import { Button } from '../../ui/button.tsx'
import { Facet } from '../../ui/facet.tsx'
import { Select } from '../../ui/select.tsx'
import { place, setParams, setScope } from '../address.ts'
import { FindText } from '../find-text.tsx'
import { regionName } from '../region-name.ts'
import { text } from '../text/resources.ts'
import styles from './filter-pane.module.css'
import { isNarrowed, noFilters } from './filters.ts'
import type { Facets } from './totals.tsx'

const names = ['type', 'cloud', 'account', 'region', 'service'] as const
type Name = (typeof names)[number]

type Props = {
  readonly facets: Facets['facets'] | undefined
  /** The type is chosen already. */
  readonly isOfOneType: boolean
}

/** What the list can be narrowed to, with what each choice would leave. Provider and account narrow all views. */
export function FilterPane({ facets, isOfOneType }: Props) {
  const { scope, params } = place.value
  const current: Readonly<Record<Name, string | undefined>> = {
    ...{ cloud: scope.cloud, account: scope.account },
    ...{ type: params.type, region: params.region, service: params.service },
  }
  const shown = isOfOneType ? names.filter((name) => name === 'account' || name === 'region') : names
  const isWide = useIsWide()
  const [isOpen, setOpen] = useState(false)
  return (
    <details class={styles.pane} open={isWide || isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class={styles.summary}>{text.filters}</summary>
      <div class={styles.filters}>
        <FindText label={text.find} value={params.text ?? ''} onFind={(found) => setParams({ text: found })} />
        <Select label={text.facets.result} value={params.result ?? ''} options={results} onChange={chooseResult} />
        {shown.map((name) => (
          <Facet
            key={name}
            title={text.facets[name]}
            values={valuesOf(name, facets, current[name])}
            chosen={current[name]}
            onChoose={(value) => choose(name, value)}
            moreLabel={text.moreOf}
            fewerLabel={text.fewer}
          />
        ))}
        {isNarrowed(place.value) && (
          <Button kind="quiet" onClick={() => setParams(noFilters)}>
            {text.clearFilters}
          </Button>
        )}
      </div>
    </details>
  )
}

function choose(name: Name, value: string | undefined) {
  if (name === 'cloud') return setScope({ cloud: value as Cloud | undefined, account: undefined })
  if (name === 'account') return setScope({ account: value })
  setParams({ [name]: value })
}

const results = [
  { value: '', label: text.any },
  ...(['FAIL', 'UNKNOWN', 'PASS', 'EXCEPTED'] as const).map((value) => ({ value, label: text.results[value] })),
]

const chooseResult = (result: string) => setParams({ result })

/** What is chosen stands there also where nothing is left of it. */
function valuesOf(name: Name, facets: Facets['facets'] | undefined, chosen: string | undefined) {
  const told = facets?.[name] ?? []
  const values = told.map(({ value, label, count }) => ({ value, label: labelOf(name, value, label), count }))
  if (chosen === undefined || values.some(({ value }) => value === chosen)) return values
  return [...values, { value: chosen, label: labelOf(name, chosen, undefined), count: facets ? 0 : undefined }]
}

function labelOf(name: Name, value: string, label: string | undefined): string {
  if (name === 'cloud') return text.clouds[value as Cloud] ?? value
  if (name === 'region') return regionName(value)
  return label ?? value
}

const wide = '(min-width: 901px)'

function useIsWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(wide).matches)
  useEffect(() => {
    const query = matchMedia(wide)
    const follow = () => setWide(query.matches)
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [])
  return isWide
}
