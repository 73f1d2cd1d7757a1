import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { Table } from '../../../extension/ui/table.tsx'
import type { Column, Sort, TableProps } from '../../../extension/ui/table-types.ts'

type Row = { readonly id: number; readonly name: string }

const total = 50_000
const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', width: 200, grow: 1, sort: true, cell: ({ name }) => name },
  { id: 'region', title: 'Region', cell: () => 'eu-west-1' },
  { id: 'hidden', title: 'Hidden', isHidden: true, cell: () => 'hidden' },
]

let root: HTMLElement

beforeEach(() => {
  root = document.createElement('div')
  document.body.replaceChildren(root)
})

const draw = (props: Partial<TableProps<Row>> = {}) =>
  act(() =>
    render(
      <Table
        label="Buckets"
        columns={columns}
        total={total}
        rowAt={(id) => ({ id, name: `bucket-${id}` })}
        keyOf={({ id }) => String(id)}
        {...props}
      />,
      root,
    ),
  )
const rows = () => [...root.querySelectorAll<HTMLElement>('[data-index]')]
const focused = () => (document.activeElement as HTMLElement).dataset.index
const press = (key: string) =>
  act(() => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
const startAt = (index: number) => act(() => rows()[index]?.focus())
const selectionOf = (toggle: (row: Row) => void, toggleAll = () => {}) => ({
  isSelected: ({ id }: Row) => id === 1,
  toggle,
  toggleAll,
  state: 'some' as const,
  labelAll: 'Select all',
  labelOf: ({ name }: Row) => `Select ${name}`,
})

test('of 50,000 rows fewer than 60 are drawn, wherever the table stands', async () => {
  await draw()
  expect(rows().length).toBeGreaterThan(15)
  expect(rows().length).toBeLessThan(60)
  const box = root.firstElementChild as HTMLElement
  await act(() => {
    box.scrollTop = 900_000
    box.dispatchEvent(new Event('scroll'))
  })
  expect(rows().length).toBeLessThan(60)
  expect(rows().some((row) => row.textContent?.includes('bucket-25000'))).toBe(true)
})

test('a table tells how many rows it has, which is which, and what its columns are called', async () => {
  await draw({ selection: selectionOf(() => {}) })
  const grid = root.querySelector('[role="grid"]')
  expect(grid?.getAttribute('aria-label')).toBe('Buckets')
  expect(grid?.getAttribute('aria-rowcount')).toBe('50001')
  expect(rows()[3]?.getAttribute('aria-rowindex')).toBe('5')
  expect(rows()[1]?.getAttribute('aria-selected')).toBe('true')
  expect([...root.querySelectorAll('[role="columnheader"]')].map(({ textContent }) => textContent)).toEqual([
    '',
    'Name',
    'Region',
  ])
})

test('the keys move through all rows, one of which stands in the tab order', async () => {
  await draw()
  await startAt(0)
  await press('ArrowDown')
  expect(focused()).toBe('1')
  await press('End')
  expect(focused()).toBe('49999')
  await press('PageUp')
  expect(Number(focused())).toBeLessThan(49_999)
  await press('Home')
  expect(focused()).toBe('0')
  expect(rows().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
})

test('a row keeps the focus when it is scrolled away', async () => {
  await draw()
  await startAt(2)
  const box = root.firstElementChild as HTMLElement
  await act(() => {
    box.scrollTop = 900_000
    box.dispatchEvent(new Event('scroll'))
  })
  expect(focused()).toBe('2')
  await press('ArrowDown')
  expect(focused()).toBe('3')
})

test('Space selects and Enter opens the row that has the focus', async () => {
  const toggle = vi.fn()
  const onOpen = vi.fn()
  await draw({ selection: selectionOf(toggle), onOpen })
  await startAt(4)
  await press(' ')
  await press('Enter')
  expect(toggle).toHaveBeenCalledWith({ id: 4, name: 'bucket-4' })
  expect(onOpen).toHaveBeenCalledExactlyOnceWith({ id: 4, name: 'bucket-4' })
})

test('the arrow keys along the line go to what can be pressed in the row', async () => {
  await draw({ selection: selectionOf(() => {}), onOpen: () => {} })
  await startAt(0)
  await press('ArrowRight')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Select bucket-0')
  await press('ArrowRight')
  expect(document.activeElement?.textContent).toBe('bucket-0')
  await press('ArrowLeft')
  await press('ArrowLeft')
  expect(focused()).toBe('0')
})

test('the box on top selects all, and is mixed where some are selected', async () => {
  const toggleAll = vi.fn()
  await draw({ selection: selectionOf(() => {}, toggleAll) })
  const all = root.querySelector<HTMLInputElement>('[aria-label="Select all"]')
  expect(all?.indeterminate).toBe(true)
  await act(() => all?.click())
  expect(toggleAll).toHaveBeenCalledOnce()
})

test('a column that can be sorted by has a button, and says how it is sorted', async () => {
  const onSort = vi.fn<(sort: Sort) => void>()
  await draw({ onSort, sort: { id: 'name', direction: 'asc' } })
  const [name, region] = root.querySelectorAll('[role="columnheader"]')
  expect(name?.getAttribute('aria-sort')).toBe('ascending')
  expect(region?.querySelector('button')).toBeNull()
  await act(() => name?.querySelector('button')?.click())
  expect(onSort).toHaveBeenCalledWith({ id: 'name', direction: 'desc' })
})

test('rows that are not loaded hold their place, and the owner is told which are on show', async () => {
  const onShow = vi.fn()
  await draw({ rowAt: (id) => (id < 2 ? { id, name: `bucket-${id}` } : undefined), onShow })
  expect(rows()[1]?.textContent).toContain('bucket-1')
  expect(rows()[2]?.getAttribute('aria-busy')).toBe('true')
  expect(onShow).toHaveBeenCalledWith(0, expect.any(Number))
})

test('a link opens in place on a plain click, and is left to the browser with a key held', async () => {
  const onOpen = vi.fn()
  await draw({ onOpen, hrefOf: ({ id }) => `#/resources/${id}` })
  const link = root.querySelector('a')
  expect(link?.getAttribute('href')).toBe('#/resources/0')
  const click = (ctrlKey: boolean) =>
    link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey }))
  await act(() => void click(true))
  expect(onOpen).not.toHaveBeenCalled()
  await act(() => void click(false))
  expect(onOpen).toHaveBeenCalledOnce()
})

test('an empty table says why', async () => {
  await draw({ total: 0, empty: <p>No bucket matches</p> })
  expect(root.textContent).toContain('No bucket matches')
  expect(rows()).toEqual([])
})
