import { type ComponentChildren, render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Button } from '../../../extension/ui/button.tsx'
import { ColumnsMenu } from '../../../extension/ui/columns-menu.tsx'
import { CopyButton } from '../../../extension/ui/copy-button.tsx'
import { Dialog } from '../../../extension/ui/dialog.tsx'
import { Facet } from '../../../extension/ui/facet.tsx'
import { Field } from '../../../extension/ui/field.tsx'
import { Figure } from '../../../extension/ui/figure.tsx'
import { LineChart } from '../../../extension/ui/line-chart.tsx'
import { Menu } from '../../../extension/ui/menu.tsx'
import { percent } from '../../../extension/ui/percent.ts'
import { ShareBar } from '../../../extension/ui/share-bar.tsx'
import { SidePanel } from '../../../extension/ui/side-panel.tsx'
import { Tabs } from '../../../extension/ui/tabs.tsx'
import { showToast, Toasts } from '../../../extension/ui/toasts.tsx'

let root: HTMLElement

beforeEach(() => {
  root = document.createElement('div')
  document.body.replaceChildren(root)
})
afterEach(() => act(() => render(null, root)))

const draw = (content: ComponentChildren) => act(() => render(content, root))
const find = <E extends HTMLElement>(selector: string) => root.querySelector<E>(selector) as E
const button = (text: string) => [...root.querySelectorAll('button')].find((one) => one.textContent === text)
const press = (key: string) =>
  act(() => {
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
const focusedText = () => document.activeElement?.textContent

test('a busy button takes no second press and keeps the focus', async () => {
  const onClick = vi.fn()
  await draw(
    <Button onClick={onClick} isBusy>
      Save
    </Button>,
  )
  find('button').focus()
  await act(() => find('button').click())
  expect(onClick).not.toHaveBeenCalled()
  expect(find('button').getAttribute('aria-busy')).toBe('true')
  expect(document.activeElement).toBe(find('button'))
})

test('a menu opens with the focus on its first entry, goes round, and gives the focus back', async () => {
  const onRun = vi.fn()
  const none = () => {}
  const items = [{ label: 'Run', onSelect: onRun }, 'separator', { label: 'Delete', onSelect: none }] as const
  await draw(<Menu label="Actions" items={items} />)
  const opener = find('button')
  await act(() => opener.click())
  expect(opener.getAttribute('aria-expanded')).toBe('true')
  expect(focusedText()).toBe('Run')
  await press('ArrowUp')
  expect(focusedText()).toBe('Delete')
  await press('r')
  expect(focusedText()).toBe('Run')
  await press('Escape')
  expect(root.querySelector('[role="menu"]')).toBeNull()
  expect(document.activeElement).toBe(opener)
  await act(() => opener.click())
  await act(() => find('[role="menuitem"]').click())
  expect(onRun).toHaveBeenCalledOnce()
})

test('a menu hears the keys as soon as it is there', async () => {
  await draw(<Menu label="Actions" items={[{ label: 'Rename', onSelect: () => {} }]} />)
  button('Actions')?.click()
  // Drawn, and nothing that follows the frame has run yet.
  await Promise.resolve()
  expect(focusedText()).toBe('Rename')
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
  )
  await Promise.resolve()
  expect(find('[role=menu]')).toBeNull()
})

test('columns are hidden and moved, and the last one stays', async () => {
  const onChange = vi.fn()
  const columns = [
    { id: 'name', title: 'Name' },
    { id: 'region', title: 'Region', isHidden: true },
  ]
  const up = (title: string) => `Move ${title} up`
  await draw(<ColumnsMenu label="Columns" columns={columns} onChange={onChange} upLabel={up} downLabel={String} />)
  await act(() => find('button').click())
  const [name, region] = root.querySelectorAll<HTMLInputElement>('input')
  expect(name?.disabled).toBe(true)
  await act(() => region?.click())
  expect(onChange).toHaveBeenLastCalledWith([columns[0], { id: 'region', title: 'Region', isHidden: false }])
  await act(() => find('[aria-label="Move Region up"]').click())
  expect(onChange).toHaveBeenLastCalledWith([columns[1], columns[0]])
})

test('the arrow keys go from tab to tab', async () => {
  const onSelect = vi.fn()
  const items = [
    { id: 'a', label: 'Steps' },
    { id: 'b', label: 'Command line', count: 2 },
  ] as const
  await draw(
    <Tabs label="Remediation" items={items} current="a" onSelect={onSelect}>
      text
    </Tabs>,
  )
  find('[aria-selected="true"]').focus()
  await press('ArrowRight')
  expect(onSelect).toHaveBeenCalledWith('b')
  expect(find('[role="tabpanel"]').getAttribute('aria-labelledby')).toBe(find('[aria-selected="true"]').id)
})

test('a dialog closes with Escape, and the focus goes back', async () => {
  const onClose = vi.fn()
  const opener = <button type="button">Delete</button>
  await draw([opener])
  find('button').focus()
  await draw([
    opener,
    <Dialog key="dialog" title="Delete it?" closeLabel="Close" onClose={onClose}>
      <p>For good</p>
    </Dialog>,
  ])
  expect(find<HTMLDialogElement>('dialog').open).toBe(true)
  await act(() => void find('dialog').dispatchEvent(new Event('cancel', { cancelable: true })))
  expect(onClose).toHaveBeenCalledOnce()
  await draw([opener])
  expect(focusedText()).toBe('Delete')
})

test('what was typed into a dialog is not lost by one Escape: the focus goes to the way out first', async () => {
  const onClose = vi.fn()
  await draw([
    <Dialog key="dialog" title="Name it" closeLabel="Close" onClose={onClose}>
      <input type="text" />
    </Dialog>,
  ])
  const cancel = () => act(() => void find('dialog').dispatchEvent(new Event('cancel', { cancelable: true })))
  await act(() => void find('input').dispatchEvent(new InputEvent('input', { bubbles: true })))
  await cancel()
  expect(onClose).not.toHaveBeenCalled()
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Close')
  await cancel()
  expect(onClose).toHaveBeenCalledOnce()
})

test('a side panel is resized with the keys, within bounds, and closes with Escape', async () => {
  const onClose = vi.fn()
  const onWidth = vi.fn()
  await draw(
    <SidePanel title="invoices" closeLabel="Close" resizeLabel="Width" width={400} {...{ onClose, onWidth }}>
      text
    </SidePanel>,
  )
  find('[role="separator"]').focus()
  await press('ArrowLeft')
  expect(onWidth).toHaveBeenLastCalledWith(432)
  await press('Home')
  expect(find('[role="separator"]').getAttribute('aria-valuenow')).toBe('320')
  await press('Escape')
  expect(onClose).toHaveBeenCalledOnce()
})

test('what is to be filled in belongs to its label, hint and mistake', async () => {
  await draw(
    <Field label="Name" hint="As you know it" error="Give it a name">
      <input />
    </Field>,
  )
  const input = find<HTMLInputElement>('input')
  expect(find<HTMLLabelElement>('label').htmlFor).toBe(input.id)
  const described = (input.getAttribute('aria-describedby') ?? '').split(' ')
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual(['As you know it', 'Give it a name'])
  expect(input.getAttribute('aria-invalid')).toBe('true')
})

test('a facet shows six values and the chosen one, the rest when asked, and is taken off by a second press', async () => {
  const onChoose = vi.fn()
  const values = Array.from({ length: 9 }, (_, i) => ({ value: `v${i}`, label: `Value ${i}`, count: i || undefined }))
  await draw(
    <Facet title="Region" chosen="v8" moreLabel={(n) => `${n} more`} fewerLabel="Fewer" {...{ values, onChoose }} />,
  )
  expect(root.querySelectorAll('[aria-pressed]')).toHaveLength(7)
  expect(find('[aria-pressed]').textContent).toBe('Value 0-')
  await act(() => button('2 more')?.click())
  expect(root.querySelectorAll('[aria-pressed]')).toHaveLength(9)
  await act(() => find('[aria-pressed="true"]').click())
  expect(onChoose).toHaveBeenCalledWith(undefined)
})

test('shares never round to nothing or to everything', () => {
  expect([percent(1, 100_000), percent(99_999, 100_000), percent(1, 3), percent(0, 5), percent(5, 5)]).toEqual([
    '<1 %',
    '>99 %',
    '33 %',
    '0 %',
    '100 %',
  ])
})

test('a bar of shares says them in words, and is grey and says so where there are none', async () => {
  const labels = { pass: 'Pass', fail: 'Fail', unknown: 'Unknown', excepted: 'Excepted' }
  await draw(<ShareBar counts={{ pass: 6, fail: 3, unknown: 1 }} labels={labels} emptyLabel="No results yet" />)
  expect(find('[role="img"]').title).toBe('Pass 60 % · Fail 30 % · Unknown 10 %')
  await draw(<ShareBar counts={{}} labels={labels} emptyLabel="No results yet" />)
  expect(find('[role="img"]').getAttribute('aria-label')).toBe('No results yet')
  expect(find('[role="img"]').children).toHaveLength(0)
})

test('a figure that is not known is a dash', async () => {
  await draw(<Figure label="Failures" value={undefined} />)
  expect(root.textContent).toBe('Failures-')
})

test('the points of a chart have names and are reached with the arrow keys; the same stands in a table', async () => {
  const series = [{ id: 'high', label: 'High', values: [3, undefined, 1200] }]
  const words = { table: 'Show as table', chart: 'Show as chart', first: 'Day' }
  await draw(<LineChart label="Failures" titles={['Mon', 'Tue', 'Wed']} series={series} words={words} />)
  const [stop] = root.querySelectorAll<SVGElement>('circle[tabindex="0"]')
  expect(stop?.getAttribute('aria-label')).toBe('High, Wed: 1,200')
  act(() => stop?.focus())
  await press('ArrowLeft')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('High, Mon: 3')
  await act(() => button('Show as table')?.click())
  expect([...root.querySelectorAll('tbody tr')].map(({ textContent }) => textContent)).toEqual([
    'Mon3',
    'Tue-',
    'Wed1,200',
  ])
})

test('a message is read out politely and goes by itself; a problem stays until it is closed', async () => {
  vi.useFakeTimers()
  await draw(<Toasts label="Messages" closeLabel="Close" />)
  expect(find('section').getAttribute('aria-live')).toBe('polite')
  await act(() => showToast({ message: 'Saved' }))
  await act(() => showToast({ message: 'Not saved', kind: 'problem' }))
  await act(() => void vi.advanceTimersByTime(10_000))
  expect(root.textContent).toBe('Not saved')
  await act(() => find('[aria-label="Close"]').click())
  expect(root.textContent).toBe('')
  vi.useRealTimers()
})

test('copying says whether it did', async () => {
  const writeText = vi
    .spyOn(navigator.clipboard, 'writeText')
    .mockResolvedValueOnce()
    .mockRejectedValueOnce(new Error())
  await draw(<CopyButton text="vpc-1" label="Copy" copiedLabel="Copied" failedLabel="Not copied" />)
  await act(async () => find('button').click())
  expect(find('[role="status"]').textContent).toBe('Copied')
  await act(async () => find('button').click())
  expect(find('[role="status"]').textContent).toBe('Not copied')
  expect(writeText).toHaveBeenCalledWith('vpc-1')
})
