import type { ComponentChildren } from 'preact'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { text } from '../text/policies.ts'
import { useMay } from '../use-may.ts'
import { links } from './places.ts'

type Props = { readonly need: 'create' | 'update'; readonly children: ComponentChildren }

/** What writes is drawn for those alone who may: an address can be typed or shared. */
export function MayWrite({ need, children }: Props) {
  const may = useMay()
  if (may(need)) return <>{children}</>
  return (
    <EmptyState title={text.readOnly}>
      <p>{text.readOnlyWhy}</p>
      <Button href={links.home()}>{text.allPolicies}</Button>
    </EmptyState>
  )
}
