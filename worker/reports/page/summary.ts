import { html, raw } from 'hono/html'
import {
  type Change,
  changes,
  type Percent,
  type ReportedRequirement,
  type ReportRunDetail,
  reportVerdicts,
} from '../../../shared/report.ts'
import { badge, type Format, nothing, type Piece } from './parts.ts'

/** Patterns that tell the parts of the bar apart without colour. */
const patterns = raw(`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="p-fail" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="6" height="6" fill="#b42318"/><rect width="2" height="6" fill="#fff"/></pattern>
<pattern id="p-unknown" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.3" fill="#7a5b00"/></pattern>
<pattern id="p-excepted" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#fff"/><path d="M0 3H6" stroke="#5b4b9a" stroke-width="1.5"/></pattern>
</defs></svg>`)

const kinds = [
  { name: 'pass', label: 'Pass', fill: '#1a7f37' },
  { name: 'fail', label: 'Fail', fill: 'url(#p-fail)' },
  { name: 'unknown', label: 'Unknown', fill: 'url(#p-unknown)' },
] as const

/** The figures of a run: bar, legend, change, and how the requirements ended. */
export const summary = (run: ReportRunDetail, format: Format): Piece => html`<section>
<h2>Summary</h2>
${patterns}
${run.percent ? bar(run.percent) : html`<p class="notice">Nothing was evaluated: there are no results yet.</p>`}
<ul class="legend">
${kinds.map(({ name, label, fill }) => entry(label, fill, run.posture[name], run.percent?.[name], format))}
${entry('Excepted (counted apart)', 'url(#p-excepted)', run.posture.excepted, undefined, format)}
</ul>
${requirements(run.requirements, run.subject.kind, format)}
${run.change ? changed(run.change, format) : nothing}
</section>`

function bar(percent: Percent): Piece {
  const starts = { pass: 0, fail: percent.pass, unknown: percent.pass + percent.fail }
  const words = kinds.map(({ name, label }) => `${label} ${percent[name]} %`).join(', ')
  return html`<svg class="bar" viewBox="0 0 1000 22" preserveAspectRatio="none" role="img" aria-label="${words}">
${kinds.map(({ name, fill }) => html`<rect x="${starts[name] * 10}" width="${percent[name] * 10}" height="22" fill="${fill}"/>`)}
<rect x=".5" y=".5" width="999" height="21" fill="none" stroke="#1b1f24"/></svg>`
}

const entry = (label: string, fill: string, count: number, percent: number | undefined, format: Format) =>
  html`<li><svg viewBox="0 0 18 14" aria-hidden="true"><rect x=".5" y=".5" width="17" height="13" fill="${fill}" stroke="#1b1f24"/></svg>
<span>${label}</span> <b>${percent === undefined ? nothing : `${format.percent(percent)} · `}${format.number(count)}</b></li>`

const requirements = (all: readonly ReportedRequirement[], kind: 'mandate' | 'policy', format: Format) => {
  const counts = reportVerdicts.map(
    (verdict) => [verdict, all.filter((one) => one.verdict === verdict).length] as const,
  )
  return html`<h4>${kind === 'mandate' ? 'Requirements' : 'Policies'} by their worst control</h4>
<ul class="counts">${counts.filter(([, count]) => count > 0).map(([verdict, count]) => html`<li>${badge(verdict)} ${format.number(count)}</li>`)}</ul>`
}

const labels: Readonly<Record<(typeof changes)[number], string>> = {
  newlyFailing: 'Newly failing',
  stillFailing: 'Still failing',
  fixed: 'Fixed',
  excepted: 'Excepted since',
  unknown: 'Unknown since',
  gone: 'Gone',
}

const changed = (change: Change, format: Format): Piece => html`<h4>Since the run before</h4>
<table class="even"><thead><tr>${changes.map((name) => html`<th scope="col" class="figure">${labels[name]}</th>`)}</tr></thead>
<tbody><tr>${changes.map((name) => html`<td class="figure">${format.number(change[name])}</td>`)}</tr></tbody></table>`
