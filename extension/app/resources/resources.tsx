import { place } from '../address.ts'
import { lazily } from '../lazily.tsx'
import { GroupedResources } from './grouped.tsx'
import { ResourceList } from './list.tsx'

const DetailPage = lazily(() => import('./detail/detail-page.tsx').then((m) => m.DetailPage))

/** What was found in the accounts: by type, one by one, or all of one resource. */
export function Resources() {
  const [, form, of] = place.value.path
  if (form === 'detail' && of) return <DetailPage key={of} id={of} />
  if (form === 'type' && of) return <ResourceList key={of} type={of} />
  if (form === 'all') return <ResourceList />
  return <GroupedResources />
}
