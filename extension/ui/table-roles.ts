/**
 * What the parts of a table are to a screen reader. They cannot be table elements: those do not let rows stand where they
 * belong in a list of which only a part is drawn.
 */
export const roles = {
  grid: { role: 'grid' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  gridcell: { role: 'gridcell' },
} as const
