import type { Connector } from '../../../../shared/connector.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { goTo, place } from '../../address.ts'
import { text } from '../../text/configuration.ts'
import { useRefusal } from '../../use-refusal.ts'
import { attempt, runNow, testSignIn } from '../connector-actions.ts'

type Props = { readonly connector: Connector; readonly tabIndex: number }

/** What can be done with one connector of the list. */
export function RowActions({ connector, tabIndex }: Props) {
  const refusal = useRefusal(text.mayNot)
  const mayUpdate = refusal('update') === undefined
  const open = (show?: string) =>
    goTo({
      ...place.value,
      path: ['configuration', 'connectors', connector.id],
      params: show ? { show } : {},
    })
  const items: readonly MenuItem[] = [
    { label: text.open, onSelect: () => open() },
    ...(mayUpdate
      ? ([
          {
            label: text.run,
            disabled: connector.retired !== undefined,
            onSelect: () => void attempt(() => runNow(connector)),
          },
          { label: text.test, onSelect: () => void attempt(() => testSignIn(connector)) },
          { label: text.edit, onSelect: () => open('edit') },
        ] as const)
      : []),
    ...(refusal('delete') === undefined
      ? (['separator', { label: text.delete, isDanger: true, onSelect: () => open('delete') }] as const)
      : []),
  ]
  return (
    <Menu
      label={text.actionsOf(visibleText(connector.name))}
      icon={<Icon name="more" />}
      items={items}
      tabIndex={tabIndex}
    />
  )
}
