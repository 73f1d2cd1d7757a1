import { html } from 'hono/html'
import type { Evidence } from '../../../shared/evaluation.ts'
import type { ReportedControl, ReportedResource } from '../../../shared/report.ts'
import { badge, type Format, inTurns, nothing, type Piece, plural } from './parts.ts'

/** The first resources of a control for which it did not pass; `more` of them are left out. */
export type Listed = { readonly items: readonly ReportedResource[]; readonly more: number }
export type ListedControl = ReportedControl & {
  readonly failing: Listed
  readonly unreadable: Listed
  readonly accepted: Listed
}

/** Every control that did not pass: why it matters, how it is fixed, and for which resources. */
export async function controls(all: readonly ListedControl[], format: Format): Promise<Piece> {
  if (all.length === 0) return nothing
  const sections = await inTurns(all, (control) => section(control, format))
  return html`<section><h2>What did not pass</h2>${sections}</section>`
}

const section = (control: ListedControl, format: Format): Piece => html`<article class="control" id="c${control.cid}">
<header>
<h3>${control.cid} &ensp;${control.title}</h3>
<p>${badge(control.verdict)} &ensp;<span class="soft">${control.service} · criticality ${control.criticality}</span></p>
<p>${control.evaluates} ${control.rationale}</p>
</header>
${control.failing.items.length > 0 ? steps(control.steps) : nothing}
${table('Failing', control.failing, withEvidence, format)}
${table('Unknown: could not be read', control.unreadable, withEvidence, format)}
${table('Excepted', control.accepted, withException(format), format)}
</article>`

const steps = (all: readonly string[]): Piece =>
  html`<h4>How it is fixed</h4><ol>${all.map((step) => html`<li>${step.split(/\{(\w+)\}/).map(word)}</li>`)}</ol>`

/** Every second part of a step stands for something of the resource: here it is about all of them. */
const word = (part: string, index: number): Piece =>
  index % 2 === 0 ? html`${part}` : html`<i>${part.replace(/([A-Z])/g, ' $1').toLowerCase()}</i>`

type Column = { readonly title: string; readonly cell: (resource: ReportedResource) => Piece }

const table = (title: string, { items, more }: Listed, { title: last, cell }: Column, format: Format): Piece =>
  items.length === 0
    ? nothing
    : html`<h4>${title}: ${plural(format, items.length + more, 'resource')}</h4>
<table class="resources"><thead><tr><th scope="col" class="what">Resource</th><th scope="col" class="where">Account, region</th><th scope="col">${last}</th></tr></thead>
<tbody>${items.map((one) => html`<tr><td>${one.name}<br><code>${one.id}</code></td><td>${one.account}<br>${one.region}</td><td>${cell(one)}</td></tr>`)}</tbody></table>
${more > 0 ? html`<p class="soft">${format.number(more)} more are not printed here.</p>` : nothing}`

const withEvidence: Column = {
  title: 'Evidence',
  cell: ({ evidence }) => html`<ul class="evidence">${evidence.map(fact)}</ul>`,
}

const fact = ({ setting, actual, expected }: Evidence): Piece =>
  html`<li>${setting}: <code>${actual}</code>${expected === '' ? nothing : html` <span class="soft">expected</span> <code>${expected}</code>`}</li>`

const withException = (format: Format): Column => ({
  title: 'Exception',
  cell: ({ exception }) =>
    exception
      ? html`${exception.kind}: ${exception.reason}<br><span class="soft">Owner ${exception.owner}${exception.ends ? `, until ${format.time(exception.ends)}` : ', without an end'}</span>`
      : nothing,
})
