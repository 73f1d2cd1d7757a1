import { useMemo } from 'preact/hooks'
import { ColumnsMenu } from '../ui/columns-menu.tsx'
import type { Column } from '../ui/table-types.ts'
import { place, setParams } from './address.ts'
import { text } from './text/parts.ts'

/** In the address: no column but the first. */
const none = '-'

/** The columns as the address has them: `columns` names those that are shown, in their order. The first one always is. */
export function useChosenColumns<Row>(all: readonly Column<Row>[]): readonly Column<Row>[] {
  const { columns } = place.value.params
  return useMemo(() => chosen(all, columns), [all, columns])
}

function chosen<Row>(all: readonly Column<Row>[], names: string | undefined): readonly Column<Row>[] {
  const [first, ...others] = all
  if (!first || names === undefined) return all
  const asked = [...new Set(names.split(','))]
  const shown = asked.flatMap((name) => others.find(({ id }) => id === name) ?? [])
  const hidden = others.filter((column) => !shown.includes(column))
  return [first, ...shown.map((column) => as(column, false)), ...hidden.map((column) => as(column, true))]
}

const as = <Row,>(column: Column<Row>, isHidden: boolean): Column<Row> => ({ ...column, isHidden })

type Props<Row> = { readonly all: readonly Column<Row>[]; readonly chosen: readonly Column<Row>[] }

/** Takes columns away and changes their order; the name stays, for without it nobody knows what a row is. */
export function ChooseColumns<Row>({ all, chosen: [, ...others] }: Props<Row>) {
  if (all.length < 2) return null
  const keep = (columns: readonly { readonly id: string; readonly isHidden?: boolean | undefined }[]) =>
    setParams({ columns: columns.flatMap(({ id, isHidden }) => (isHidden ? [] : [id])).join() || none })
  return (
    <ColumnsMenu
      label={text.columns}
      columns={others}
      onChange={keep}
      canHideAll
      upLabel={text.moveUp}
      downLabel={text.moveDown}
      reset={{ label: text.resetColumns, onReset: () => setParams({ columns: undefined }) }}
    />
  )
}
