/** What the rows of each list can be grouped by in widgets. Resources, too, by `tag.KEY` and `config.FIELD`. */
export const widgetGroups = {
  resources: ['type', 'service', 'region', 'account', 'cloud'],
  evaluations: ['control', 'policy', 'result', 'criticality', 'account', 'service', 'region', 'type', 'cloud'],
  controls: ['criticality', 'service', 'cloud', 'policy', 'type'],
  connectors: ['state', 'cloud'],
} as const
