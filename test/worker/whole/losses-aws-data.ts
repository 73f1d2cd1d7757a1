import type { Loss } from './denials.ts'

/** What a run lacks when an operation of this area is refused. */
export const dataLosses: Readonly<Record<string, Loss>> = {
  'tagging:GetResources': { permission: 'tag:GetResources' },
}
