import type { ComponentChildren } from 'preact'
import { Ago } from '../../ui/ago.tsx'
import { Name } from '../../ui/name.tsx'
import type { Column } from '../../ui/table-types.ts'
import { formatCount } from '../format-count.ts'
import { text } from '../text/resources.ts'
import { fieldName } from './field-name.ts'
import styles from './list-columns.module.css'
import { TagList } from './tag-list.tsx'
import { Value } from './value.tsx'
import { shownValue } from './value-text.ts'

/** A resource as the list has it. */
export type ListedResource = {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly account: string
  readonly region: string
  readonly tags: Readonly<Record<string, string>>
  readonly firstDiscovered: string
  readonly lastFound: string
  readonly failing: number
  readonly unknown: number
  readonly evaluated: number
  readonly config?: Readonly<Record<string, unknown>> | undefined
}

type Given = {
  readonly now: Date
  readonly labelOf: (type: string) => string
  /** Fields of the configuration of the type that is listed. */
  readonly fields: readonly string[]
  readonly isOfOneType: boolean
}

/** All columns of the list of resources, in their first order. */
export function listColumns({ now, labelOf, fields, isOfOneType }: Given): readonly Column<ListedResource>[] {
  const ago = (iso: string) => <Ago iso={iso} now={now} />
  return [
    { id: 'name', title: text.name, width: 200, grow: 2, sort: true, cell: ({ name }) => <Name text={name} /> },
    { id: 'failing', title: text.failing, width: 88, align: 'end', sort: true, cell: ({ failing }) => bad(failing) },
    { id: 'unknown', title: text.unknown, width: 96, align: 'end', cell: ({ unknown }) => countCell(unknown) },
    {
      ...{ id: 'type', title: text.type, width: 160, grow: 1, isHidden: isOfOneType },
      cell: ({ type }) => <Name text={labelOf(type)} />,
    },
    ...fields.map((field) => ({
      ...{ id: `config.${field}`, title: fieldName(field), width: 168 },
      cell: ({ config }: ListedResource) => <Value of={shownValue(config?.[field])} />,
    })),
    { id: 'account', title: text.account, width: 136, cell: ({ account }) => <Name text={account} /> },
    { id: 'region', title: text.region, width: 124, cell: ({ region }) => <Name text={region} /> },
    { id: 'tags', title: text.tags, width: 180, grow: 1, cell: ({ tags }) => <TagList tags={tags} /> },
    {
      ...{ id: 'firstDiscovered', title: text.firstDiscovered, width: 140, sort: true },
      cell: ({ firstDiscovered }) => ago(firstDiscovered),
    },
    { id: 'lastFound', title: text.lastFound, width: 120, cell: ({ lastFound }) => ago(lastFound) },
    { id: 'id', title: text.id, width: 260, grow: 1, cell: ({ id }) => <Name text={id} class={styles.id ?? ''} /> },
  ]
}

const countCell = (count: number): ComponentChildren => (count === 0 ? <Value of={undefined} /> : formatCount(count))

/** Failing ones stand out. */
const bad = (count: number) => (count === 0 ? countCell(0) : <b class={styles.bad}>{formatCount(count)}</b>)
