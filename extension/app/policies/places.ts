import { linkTo } from '../address.ts'

/** Addresses within policies, mandates and controls; each keeps what all views are narrowed to. */
export const links = {
  home: (tab?: string) => linkTo(['policies'], tab ? { tab } : {}),
  policy: (slug: string) => linkTo(['policies', 'policy', slug]),
  editPolicy: (slug: string) => linkTo(['policies', 'policy', slug, 'edit']),
  newPolicy: () => linkTo(['policies', 'new-policy']),
  mandate: (slug: string) => linkTo(['policies', 'mandate', slug]),
  control: (cid: number, tab?: string) => linkTo(['policies', 'control', String(cid)], tab ? { tab } : {}),
  editControl: (cid: number) => linkTo(['policies', 'control', String(cid), 'edit']),
  newControl: () => linkTo(['policies', 'new-control']),
  /** The control among what was evaluated, with its resources. */
  evaluated: (cid: number) => linkTo(['monitor', 'controls', String(cid)]),
}

/** Goes to one of these addresses. */
export function follow(hash: string): void {
  location.hash = hash
}
