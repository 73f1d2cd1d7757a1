import { html } from 'hono/html'
import type { ReportedControl, ReportedRequirement, ReportRunDetail } from '../../../shared/report.ts'
import type { Posture } from '../../../shared/summary.ts'
import { badge, type Format, inTurns, nothing, type Piece } from './parts.ts'

/** Controls of a requirement that are kept on one page. */
const together = 12

/** Every requirement with its controls and what was found for them. */
export async function requirements(
  { requirements, controls, subject }: ReportRunDetail,
  format: Format,
): Promise<Piece> {
  const byCid = new Map(controls.map((control) => [control.cid, control]))
  return html`<section>
<h2>${subject.kind === 'mandate' ? 'Requirement by requirement' : 'Policy by policy'}</h2>
${await inTurns(requirements, (one) => requirement(one, byCid, format))}
</section>`
}

const requirement = (
  { id, title, verdict, percent, controls }: ReportedRequirement,
  byCid: ReadonlyMap<number, ReportedControl>,
  format: Format,
): Piece => html`<article class="requirement${controls.length > together ? ' long' : ''}">
<header><h3>${id}${title && title !== id ? html` &ensp;${title}` : nothing}</h3>${badge(verdict)}
<span class="soft">${percent ? `${format.percent(percent.pass)} pass` : nothing}</span></header>
${controls.length === 0 ? html`<p class="soft">No control for this cloud.</p>` : nothing}
<table><tbody>${controls.map((cid) => row(byCid.get(cid), format))}</tbody></table>
</article>`

function row(control: ReportedControl | undefined, format: Format): Piece {
  if (!control) return nothing
  const { cid, title, verdict, posture } = control
  const isDetailed = verdict === 'FAIL' || verdict === 'UNKNOWN' || verdict === 'EXCEPTED'
  return html`<tr><td class="cid">${cid}</td><td>${isDetailed ? html`<a href="#c${cid}">${title}</a>` : title}</td>
<td class="word">${badge(verdict)}</td><td class="figure wide soft">${figures(posture, format)}</td></tr>`
}

/** What was found, in words; without what there is none of. */
function figures({ pass, fail, unknown, excepted }: Posture, format: Format): string {
  const all = [
    [fail, 'failing'],
    [unknown, 'unknown'],
    [excepted, 'excepted'],
    [pass, 'passing'],
  ] as const
  return all
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${format.number(count)} ${word}`)
    .join(', ')
}
