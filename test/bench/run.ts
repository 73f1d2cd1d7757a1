import { parseArgs } from 'node:util'
import { apiTable } from './api.ts'
import { appTable } from './app.ts'
import { type BrowserFigures, measureBrowser } from './browser.ts'
import { callsTable } from './calls.ts'
import { measureEstate } from './estate.ts'
import { type EstateFigures, estateTables } from './estate-tables.ts'
import { evaluationsPerSecond } from './evaluate.ts'
import { exportsTable } from './exports.ts'
import { machine } from './machine.ts'
import { number, table } from './table.ts'

/**
 * `npm run bench`: what Plumbline costs, against simulated clouds on this machine.
 * `-- --sizes 1000,10000 --latency 0,50 --only worker|calls|api|exports|browser|app|evaluate --full`; the largest estate is
 * measured without latency only, unless it is `--full`.
 */
const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,20000,100000' },
    latency: { type: 'string', default: '0,50' },
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
  },
})
const numbers = (text: string) => text.split(',').map(Number)
const isWanted = (part: string) => options.only === undefined || options.only === part

/** Above it, an estate at a latency takes longer than people wait for a benchmark. */
const large = 50_000

async function worker(): Promise<void> {
  const latencies = numbers(options.latency)
  const figures: EstateFigures[] = []
  const measure = async (cloud: EstateFigures['cloud'], resources: number) => {
    const own = latencies.filter((latency) => latency === 0 || resources <= large || options.full)
    for (const latency of own) {
      console.error(`${cloud}, ${number(resources)} resources, ${latency} ms …`)
      figures.push(await measureEstate({ cloud, resources, latency }, latency === own[0]))
    }
  }
  for (const resources of numbers(options.sizes)) await measure('aws', resources)
  for (const cloud of ['azure', 'gcp'] as const) await measure(cloud, 10_000)
  console.log(estateTables(figures))
}

async function evaluate(): Promise<void> {
  const { rate, controls } = await evaluationsPerSecond()
  console.log(`Evaluation alone: ${number(rate)} a second of processor time, ${controls} controls (aim: 200,000)\n`)
}

async function browser(): Promise<void> {
  console.error('The extension in Chromium …')
  console.log(browserTables(await measureBrowser()))
}

function browserTables({ findings, firstSync, pages, popup }: BrowserFigures): string {
  const ms = (value: number) => number(value)
  const heads = [
    '2,000 rows',
    'table',
    'all badges',
    'longest task',
    'without findings',
    'our longest',
    'our script in it',
  ]
  const rows = pages.map(({ console, table, badges, longest, longestAlone, own }) => [
    console,
    ...[table, badges, longest, longestAlone, own.task, own.script].map(ms),
  ])
  return `${table(heads, rows)}
Milliseconds, medians. Table and badges: from DOM ready. Longest task: after the last row, the page's own included; 0
where none took more than 50 ms. Our longest: of those that ran a script of the extension, layout included (aim: 50).

${table(
  [`Popup, ${number(findings)} findings`, 'ms'],
  [
    ['from navigation to tiles', ms(popup.warm)],
    ['the same, service worker ended before', ms(popup.cold)],
    ['from pairing to the end of the first sync', ms(firstSync)],
  ],
)}
Aim: 150 ms.\n`
}

console.log(`${machine()}\n`)
if (isWanted('evaluate')) await evaluate()
if (isWanted('worker')) await worker()
if (isWanted('calls')) console.log(await callsTable(2_000))
if (isWanted('exports')) console.log(await exportsTable(100_000))
if (isWanted('api')) console.log(await apiTable({ resources: Math.max(...numbers(options.sizes)) }))
if (isWanted('browser')) await browser()
if (isWanted('app')) console.log(await appTable())
