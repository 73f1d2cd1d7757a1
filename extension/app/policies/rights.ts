import type { Need } from '../../../shared/permission.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import { useRead } from '../read.ts'

/** Says what the token may do; nothing but reading until that is known. */
export function useRights(): (need: Need) => boolean {
  const { data } = useRead((api: ApiClient) => api.session, {})
  const rights: readonly Need[] = data?.rights ?? []
  return (need) => need === 'read' || rights.includes(need)
}
