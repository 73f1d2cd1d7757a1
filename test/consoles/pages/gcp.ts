import type { ConsoleData } from '../data.ts'
import { readData } from './read-data.ts'

const data = readData<ConsoleData['gcp']>()

type Row = { readonly name: string; readonly href: string; readonly more: string }

const create = (tag: string, text = '') => Object.assign(document.createElement(tag), { textContent: text })

function rows(path: string): readonly Row[] {
  const query = `?project=${data.project}`
  if (path.startsWith('/networking/firewalls'))
    return data.firewalls.map(({ name, network }) => ({
      name,
      more: network,
      href: `/networking/firewalls/details/${name}${query}`,
    }))
  if (path.startsWith('/compute/instances'))
    return data.instances.map(({ name, zone }) => ({
      name,
      more: zone,
      href: `/compute/instancesDetail/zones/${zone}/instances/${name}${query}`,
    }))
  return data.buckets.map(({ name }) => ({ name, more: 'Standard', href: `/storage/browser/${name}${query}` }))
}

/** One page: a Material-like table, or the heading and facts of one resource. Moves by `history`, as the console does. */
function show(): void {
  const main = document.querySelector('main')
  const path = location.pathname.split(';')[0] ?? ''
  const one = path.match(/(?:firewalls\/details|instances|storage\/browser)\/([^/]+)$/)?.[1]
  if (!main) return
  if (one) {
    main.replaceChildren(create('h1', decodeURIComponent(one)), create('p', 'Details'))
    return
  }
  const table = create('table')
  table.className = 'cfc-table'
  for (const { name, href, more } of rows(path)) {
    const link = Object.assign(create('a', name), { href })
    link.addEventListener('click', (event) => {
      event.preventDefault()
      history.pushState(null, '', href)
      show()
    })
    const cells = [create('td'), create('td', more)]
    cells[0]?.append(link)
    const row = create('tr')
    row.append(...cells)
    table.append(row)
  }
  main.replaceChildren(table)
}

show()
addEventListener('popstate', show)
