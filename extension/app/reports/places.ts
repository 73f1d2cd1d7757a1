import { hashOf, linkTo, place } from '../address.ts'

/** Addresses within reports; each keeps what all views are narrowed to. */
export const links = {
  home: () => linkTo(['reports']),
  create: (mandate?: string) => linkTo(['reports', 'new'], mandate ? { mandate } : {}),
  report: (id: number) => linkTo(['reports', String(id)]),
  edit: (id: number) => linkTo(['reports', String(id), 'edit']),
  /** A control of the run on show, beside it. */
  control: (cid: number) => hashOf({ ...place.value, params: { ...place.value.params, control: String(cid) } }),
  mandate: (slug: string) => linkTo(['policies', 'mandate', slug]),
  /** How a control stands now; with a resource, for that one. */
  monitor: (cid: number, resource?: string) =>
    linkTo(['monitor', 'controls', String(cid)], resource ? { open: resource } : {}),
}
