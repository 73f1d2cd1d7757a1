/** Titles of the views; the frame knows no more of their texts. */
export const titles = {
  dashboards: 'Dashboard',
  resources: 'Resources',
  monitor: 'Monitor',
  reports: 'Reports',
  policies: 'Policies',
  configuration: 'Configuration',
} as const

/** Which time the range of dates is about, of views where that is not when something was evaluated. */
export const ranges = { resources: 'Last found' } as const
