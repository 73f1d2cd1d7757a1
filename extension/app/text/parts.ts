/** Texts of what several views are made of. */
export const text = {
  retry: 'Try again',
  loading: 'Loading…',
  kept: 'What was read before is shown.',
  asOf: 'As of',
  updating: 'Updating…',
  trail: 'You are here',
  columns: 'Columns',
  resetColumns: 'As at first',
  moveUp: (title: string) => `Move ${title} up`,
  moveDown: (title: string) => `Move ${title} down`,
} as const
