import type { Widget } from '../../../../shared/dashboard.ts'
import { feedSizes } from '../../../../shared/dashboard-sizes.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { text } from '../../text/widgets.ts'
import type { WidgetActions } from './widget-actions.ts'

type Props = {
  readonly widget: Widget
  readonly title: string
  readonly onRefresh: () => void
  readonly actions: WidgetActions | undefined
}

/** What can be done with a widget. */
export function WidgetMenu({ widget, title, onRefresh, actions = {} }: Props) {
  const { edit, resize, saveAsTemplate, exportFile, remove } = actions
  const sizes = widget.type === 'live feed' && resize ? feedSizes.filter((size) => size !== widget.limit) : []
  const items: MenuItem[] = [
    { label: text.refresh, onSelect: onRefresh },
    ...item(text.edit, edit),
    ...sizes.map((size) => ({ label: text.size(size), onSelect: () => resize?.(size) })),
    ...item(text.saveAsTemplate, saveAsTemplate),
    ...item(text.exportFile, exportFile),
    ...(remove ? ['separator' as const, { label: text.remove, onSelect: remove, isDanger: true }] : []),
  ]
  return <Menu label={text.menu(title)} icon={<Icon name="more" />} items={items} />
}

const item = (label: string, onSelect: (() => void) | undefined): readonly MenuItem[] =>
  onSelect ? [{ label, onSelect }] : []
