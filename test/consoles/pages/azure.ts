import type { ConsoleData } from '../data.ts'
import { readData } from './read-data.ts'

const data = readData<ConsoleData['azure']>()
const create = (tag: string, text = '', className = '') =>
  Object.assign(document.createElement(tag), { textContent: text, className })

/** The portal's top page: a blade whose title is its own, and whose content is a sandboxed frame of another origin. */
function showBlade(): void {
  const main = document.querySelector('main')
  if (!main) return
  const id = decodeURIComponent(location.hash).match(
    /resource(\/subscriptions\/.*?\/providers\/[^/]+\/[^/]+\/[^/?]+)/i,
  )?.[1]
  const title = create('h2', id ? id.split('/').at(-1) : 'All resources of one type', 'fxs-blade-title-titleText')
  const frame = Object.assign(document.createElement('iframe'), {
    title: 'Blade',
    src: `https://sandbox-1.reactblade.portal.azure.net/blade?at=${encodeURIComponent(location.hash)}`,
    style: 'width: 100%; height: 80vh; border: 0',
  })
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin')
  main.replaceChildren(title, frame)
}

/** Inside the frame: Fluent UI's own grid, each cell in shadow roots. */
async function showGrid(): Promise<void> {
  const { fluentDataGrid, fluentDataGridCell, fluentDataGridRow, provideFluentDesignSystem } = await import(
    '@fluentui/web-components'
  )
  provideFluentDesignSystem().register(fluentDataGrid(), fluentDataGridRow(), fluentDataGridCell())
  const at = decodeURIComponent(new URL(location.href).searchParams.get('at') ?? '')
  const detail = at.match(/resource(\/subscriptions\/.*?\/providers\/([^/]+\/[^/]+)\/[^/?]+)/i)
  const browsed = at.match(/(?:browse|resourceType)\/([^/]+\/[^/?]+)/)?.[1]
  const all = data.resources[(detail?.[2] ?? browsed ?? '').toLowerCase()] ?? []
  const rows = detail ? all.filter(({ id }) => id.toLowerCase() === detail[1]?.toLowerCase()) : all
  const grid = document.createElement('fluent-data-grid')
  grid.append(...rows.map(gridRow))
  document.querySelector('main')?.append(grid)
}

/** As the portal's lists: the name is a link that carries the whole id. */
function gridRow({ id, name }: { readonly id: string; readonly name: string }): HTMLElement {
  const link = Object.assign(create('a', name), {
    href: `https://portal.azure.com/#@${data.tenant}/resource${id}`,
    target: '_top',
  })
  const row = document.createElement('fluent-data-grid-row')
  const contents = [link, id.split('/')[4] ?? '', data.subscriptionId]
  contents.forEach((content, index) => {
    const cell = document.createElement('fluent-data-grid-cell')
    cell.setAttribute('grid-column', String(index + 1))
    cell.append(content)
    row.append(cell)
  })
  return row
}

if (window.top === window) {
  showBlade()
  addEventListener('hashchange', showBlade)
} else {
  void showGrid()
}
