const number = (count: number) => count.toLocaleString('en')

/** Texts of downloads. */
export const text = {
  open: 'Download…',
  title: 'Download this list',
  what: 'The file holds what the list shows now: the scope, search and filters hold for it, too.',
  format: 'Format',
  formats: {
    csv: 'CSV',
    jsonl: 'JSON lines',
    xlsx: 'Excel workbook',
  },
  timeZone: 'Time zone of the times in it',
  local: (zone: string) => `${zone} (yours)`,
  records: 'Records',
  limits: {
    '5000': 'The first 5,000',
    all: 'All',
  },
  columns: 'Columns',
  columnsOf: {
    all: 'All that every resource has',
    shown: 'Those that the list shows',
  },
  start: 'Download',
  cancel: 'Cancel',
  close: 'Close',
  preparing: 'The worker is writing the file…',
  received: (bytes: number) => `${size(bytes)} received…`,
  saved: (name: string, bytes: number) => `${name} (${size(bytes)}) is in your downloads.`,
  cut: (records: number) => `It holds the first ${number(records)} records; there are more. Choose “All” for the rest.`,
  cutWorkbook: (records: number) =>
    `It holds the first ${number(records)} records, the most that a workbook holds; there are more. Choose CSV for the rest.`,
  retry: 'Try again',
} as const

function size(bytes: number): string {
  if (bytes < 1000) return `${number(bytes)} bytes`
  if (bytes < 1_000_000) return `${number(Math.round(bytes / 1000))} KB`
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
