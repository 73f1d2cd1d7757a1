import { html, raw } from 'hono/html'
import type { ReportRunDetail } from '../../../shared/report.ts'
import { controls, type ListedControl } from './controls.ts'
import { createFormat, type Format, type Piece, plural } from './parts.ts'
import { requirements } from './requirements.ts'
import { contentSecurityPolicy, style } from './style.ts'
import { summary } from './summary.ts'

export type PageContent = {
  readonly run: ReportRunDetail
  /** The controls of the run that did not pass. */
  readonly listed: readonly ListedControl[]
  readonly timeZone: string
}

/** A run as one page that needs nothing else, made for paper. */
export async function renderPage({ run, listed, timeZone }: PageContent): Promise<string> {
  const format = createFormat(timeZone)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="${contentSecurityPolicy}">
<title>${run.title}</title>
<style>${raw(style)}</style>
</head>
<body>
${heading(run, format)}
${summary(run, format)}
${await requirements(run, format)}
${await controls(listed, format)}
${notes}
</body>
</html>
`
  return String(await page)
}

const clouds = { aws: 'Amazon Web Services', azure: 'Microsoft Azure', gcp: 'Google Cloud' } as const

const heading = (run: ReportRunDetail, format: Format): Piece => html`<header>
<p class="maker">Plumbline report</p>
<h1>${run.title}</h1>
<p class="about">${run.subject.title}${run.subject.publisher ? ` · ${run.subject.publisher}` : ''}</p>
<dl class="facts">
<dt>Taken</dt><dd>${format.time(run.ended ?? run.queued)}, run ${run.id}</dd>
<dt>Cloud</dt><dd>${clouds[run.cloud]}</dd>
<dt>Data</dt><dd>${age(run, format)}</dd>
<dt>Scope</dt><dd>${plural(format, run.connectors.length, 'connector')}, ${plural(format, run.controls.length, 'control')}, ${sections(run, format)}</dd>
</dl>
<table><thead><tr><th scope="col">Connector</th><th scope="col">Account</th><th scope="col">Last scan before</th></tr></thead>
<tbody>${run.connectors.map(({ name, account, scanned }) => html`<tr><td>${name}</td><td>${account ?? '–'}</td><td>${scanned ? format.time(scanned) : 'never scanned'}</td></tr>`)}</tbody></table>
</header>`

function sections({ requirements, subject }: ReportRunDetail, format: Format): string {
  if (subject.kind === 'mandate') return plural(format, requirements.length, 'requirement')
  return requirements.length === 1 ? '1 policy' : `${format.number(requirements.length)} policies`
}

/** How old the data were that the run took. */
function age({ connectors }: ReportRunDetail, format: Format): string {
  const times = connectors
    .map(({ scanned }) => scanned)
    .filter((time) => time !== undefined)
    .sort()
  const [oldest, newest] = [times[0], times.at(-1)]
  if (!oldest || !newest) return 'No connector had been scanned yet.'
  const missing = connectors.length - times.length
  const never = missing > 0 ? `; ${plural(format, missing, 'connector')} never scanned` : ''
  if (oldest === newest) return `As of the scan that ended ${format.time(oldest)}${never}`
  return `As of scans that ended from ${format.time(oldest)} to ${format.time(newest)}${never}`
}

const notes = html`<section>
<h2>How to read this</h2>
<p>An evaluation is the answer of one control for one resource. The shares are of what passed, failed and is unknown; what an exception holds for fails, was accepted by its owner, and is counted apart. What could not be read is unknown, never passing. The share of passing is rounded down and that of failing up. A requirement ends as its worst control does; “not evaluated” means that there was nothing to look at, which is not a pass.</p>
</section>`
