import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { place } from '../address.ts'
import { text } from '../text/policies.ts'
import { ControlPage } from './control-page.tsx'
import { EditControl, NewControl } from './editor-page.tsx'
import { Home } from './home.tsx'
import { MandatePage } from './mandate-page.tsx'
import { links } from './places.ts'
import { EditPolicy, NewPolicy } from './policy-editor.tsx'
import { PolicyPage } from './policy-page.tsx'

/** Policies, mandates and controls: the lists, one of each, and what one writes oneself. */
export function Policies() {
  const [, part, id = '', action] = place.value.path
  const isEdit = action === 'edit'
  if (part === undefined) return <Home />
  if (part === 'new-control') return <NewControl />
  if (part === 'new-policy') return <NewPolicy />
  if (part === 'policy' && id) return isEdit ? <EditPolicy key={id} slug={id} /> : <PolicyPage key={id} slug={id} />
  if (part === 'mandate' && id) return <MandatePage key={id} slug={id} />
  const cid = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : undefined
  if (part === 'control' && cid)
    return isEdit ? <EditControl key={cid} cid={cid} /> : <ControlPage key={cid} cid={cid} />
  return (
    <EmptyState title={text.nothing}>
      <Button href={links.home()}>{text.allPolicies}</Button>
    </EmptyState>
  )
}
