import { clouds } from '../../../shared/resource.ts'
import { place } from '../address.ts'
import { lazily } from '../lazily.tsx'
import { ConnectorsPage } from './list/connectors-page.tsx'

const ConnectorPage = lazily(() => import('./connector/connector-page.tsx').then((m) => m.ConnectorPage))

const Connect = lazily(() => import('./connect/connect.tsx').then((m) => m.Connect))

/** Connectors: their list, one of them, and the way to a new one. */
export function Configuration() {
  const [, part, name] = place.value.path
  if (part === 'connectors' && name !== undefined) return <ConnectorPage id={name} key={name} />
  if (part !== 'new') return <ConnectorsPage />
  const cloud = clouds.find((one) => one === name) ?? 'aws'
  return <Connect cloud={cloud} key={cloud} />
}
