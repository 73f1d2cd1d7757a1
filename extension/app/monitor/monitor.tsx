import { place } from '../address.ts'
import { ControlPage } from './control/control-page.tsx'
import { ControlsPage } from './controls/controls-page.tsx'

/** What was evaluated: all controls, or one of them with the resources that it is about. */
export function Monitor() {
  const [, part, cid] = place.value.path
  if (part === 'controls' && cid !== undefined) return <ControlPage cid={Number(cid)} key={cid} />
  return <ControlsPage />
}
