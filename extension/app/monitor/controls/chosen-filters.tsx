import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { place, setParams } from '../../address.ts'
import { text } from '../../text/monitor.ts'
import { filterNames } from '../asked.ts'
import styles from './controls-page.module.css'
import { wordOf } from './facets.tsx'
import type { Facets } from './totals.tsx'

/** What the list is narrowed to, each to be taken off; the scope of all views and the query stand above. */
export function ChosenFilters({ facets }: { readonly facets: Facets['facets'] | undefined }) {
  const { params } = place.value
  const chosen = filterNames.flatMap((name) => {
    const value = params[name]
    if (!value) return []
    const known = facets?.[name]?.find((one) => one.value === value)
    return [{ name, label: `${text.facet[name]}: ${wordOf(name, value, known?.label)}` }]
  })
  if (chosen.length === 0) return null
  return (
    <p class={styles.chosen}>
      {chosen.map(({ name, label }) => (
        <Chip
          key={name}
          label={label}
          removeLabel={text.remove(label)}
          onRemove={() => setParams({ [name]: undefined })}
        />
      ))}
      {chosen.length > 1 && (
        <Button
          kind="quiet"
          onClick={() => setParams(Object.fromEntries(filterNames.map((name) => [name, undefined])))}
        >
          {text.clear}
        </Button>
      )}
    </p>
  )
}
