import type { Dashboard, Widget, WidgetDraft, WidgetTemplate } from './dashboard.ts'

/** Id of the dashboard that comes with Plumbline, which nobody can change: they make one from it. */
export const builtInId = 'default'

const placed = (
  id: string,
  widget: WidgetDraft,
  place: readonly [x: number, y: number, width: number, height: number],
) => {
  const [x, y, width, height] = place
  return { ...widget, id, place: { x, y, width, height } } as Widget
}

/** What it shows: the inventory, failing evaluations by criticality, regions, and the worst accounts and controls. */
const widgets: readonly Widget[] = [
  placed(
    'resource-inventory',
    { title: 'Resource inventory', type: 'table', list: 'resources', groupBy: 'type', limit: 20, sort: 'count' },
    [0, 0, 6, 6],
  ),
  placed(
    'evaluation-failures',
    {
      ...{ title: 'Total evaluation failures', type: 'column', list: 'evaluations', query: 'control.result:FAIL' },
      ...{ groupBy: 'criticality', limit: 3, sort: 'failing' },
    },
    [6, 0, 6, 3],
  ),
  placed(
    'region-posture',
    { title: 'Region posture', type: 'table', list: 'resources', groupBy: 'region', limit: 50, sort: 'failing' },
    [6, 3, 6, 3],
  ),
  placed(
    'top-accounts',
    {
      ...{ title: 'Top 5 accounts', type: 'column', list: 'evaluations', query: 'control.result:FAIL' },
      ...{ groupBy: 'account', limit: 5, sort: 'failing' },
    },
    [0, 6, 6, 4],
  ),
  placed(
    'top-controls',
    { title: 'Top 5 failed controls', type: 'live feed', list: 'controls', limit: 5 },
    [6, 6, 6, 4],
  ),
]

export const builtInDashboard: Omit<Dashboard, 'isDefault'> = {
  ...{ id: builtInId, title: 'Security posture', shared: true, mine: false, builtIn: true, version: 1 },
  widgets,
}

/** A widget without its place. */
export function withoutPlace({ id: _, place: __, ...widget }: Widget): WidgetDraft {
  return widget as WidgetDraft
}

/** A template for each of its widgets. */
export const builtInTemplates: readonly WidgetTemplate[] = widgets.map((widget) => ({
  ...{ id: widget.id, title: widget.title, builtIn: true, widget: withoutPlace(widget) },
}))
