import type { Cloud } from '../../../shared/resource.ts'

/** Texts of what is around every view. */
export const text = {
  brand: 'Plumbline',
  skip: 'Skip to the content',
  views: 'Views',
  loading: 'Loading…',
  problem: 'Something went wrong',
  notDrawn: 'This page cannot be shown',
  notDrawnWhy:
    'What Plumbline kept of it was thrown away, so that it is asked for anew. If that does not help, please report it.',
  retry: 'Try again',
  nothingHere: 'There is no such page',
  nothingHereWhy: 'The address may be of another version of Plumbline. Choose a view.',

  scope: 'Narrow all views',
  cloud: 'Provider',
  allClouds: 'All providers',
  clouds: { aws: 'AWS', azure: 'Azure', gcp: 'GCP' } satisfies Record<Cloud, string>,
  account: 'Account',
  allAccounts: 'All accounts',
  range: 'Evaluated',
  anyTime: 'At any time',
  ranges: {
    today: 'Today',
    yesterday: 'Yesterday',
    last7days: 'Last 7 days',
    last30days: 'Last 30 days',
    last90days: 'Last 90 days',
    thisMonth: 'This month',
    lastMonth: 'Last month',
  },
  ownRange: 'From … to …',
  from: 'From',
  to: 'To',

  synced: 'Synced',
  sync: 'Sync now',
  syncing: 'Syncing…',
  messages: 'Messages',
  close: 'Close',
  find: 'Find anything',
  findKey: 'Ctrl K',
  readOnly: 'Read only',

  brokeOff: 'The download broke off: no file was saved.',
  tryAgain: 'Try again.',
} as const
