import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { linkTo, place, setParams, setScope } from '../address.ts'
import { text } from '../text/resources.ts'
import { isNarrowed, noFilters } from './filters.ts'

/** Why there is no resource, and what to do about it. */
export function NoResources() {
  const { scope } = place.value
  if (isNarrowed(place.value)) {
    return (
      <EmptyState title={text.emptyTitle}>
        <p>{text.emptyNarrowed}</p>
        <Button onClick={() => setParams(noFilters)}>{text.clearFilters}</Button>
      </EmptyState>
    )
  }
  if (scope.cloud || scope.account || scope.range) {
    return (
      <EmptyState title={text.emptyTitle}>
        <p>{text.emptyScope}</p>
        <Button onClick={() => setScope({ cloud: undefined, account: undefined, range: undefined })}>
          {text.showAll}
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={text.emptyFirstTitle}>
      <p>{text.emptyFirst}</p>
      <Button href={linkTo(['configuration', 'connectors'])}>{text.toConnectors}</Button>
    </EmptyState>
  )
}
