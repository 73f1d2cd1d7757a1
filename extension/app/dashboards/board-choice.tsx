import type { Dashboard } from '../../../shared/dashboard.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { goTo, place } from '../address.ts'
import { text } from '../text/dashboards.ts'
import type { ListedDashboard } from './data.ts'

type Props = {
  readonly dashboard: Dashboard
  readonly heads: readonly ListedDashboard[] | undefined
}

/** The dashboards that one sees, by whose they are; the default one is marked. */
export function BoardChoice({ dashboard, heads }: Props) {
  const all = heads ?? [dashboard]
  const groups: readonly (readonly [string, readonly ListedDashboard[]])[] = [
    [text.builtIn, all.filter(({ builtIn }) => builtIn)],
    [text.mine, all.filter(({ mine }) => mine)],
    [text.others, all.filter(({ builtIn, mine }) => !builtIn && !mine)],
  ]
  const items = groups.flatMap(([heading, some]): readonly MenuItem[] =>
    some.length === 0 ? [] : [{ heading }, ...some.map((one) => entry(one, dashboard.id))],
  )
  return <Menu label={text.choose} icon={<Icon name="down" />} items={items} />
}

function entry({ id, title, isDefault, owner, mine }: ListedDashboard, shown: string): MenuItem {
  return {
    label: visibleText(title, 100),
    isChecked: id === shown,
    hint: [isDefault ? text.isDefault : '', owner && !mine ? text.by(visibleText(owner, 40)) : '']
      .filter(Boolean)
      .join(', '),
    onSelect: () => show(id),
  }
}

/** Goes to another dashboard; what is open of this one stays behind. */
export const show = (id: string, params: Readonly<Record<string, string>> = {}): void =>
  goTo({ path: ['dashboards', id], scope: place.value.scope, params })
