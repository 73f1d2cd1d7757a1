import { createHash } from 'node:crypto'

/** Looks of a report, on paper first: what colour says is said by a word or a pattern, too. */
export const style = `
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --wash: #f6f8fa;
  --pass: #1a7f37; --fail: #b42318; --unknown: #7a5b00; --excepted: #5b4b9a }
* { box-sizing: border-box }
html { font: 10.5pt/1.45 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: var(--ink);
  background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem }
h1 { font-size: 22pt; line-height: 1.15; margin: .2rem 0 .3rem; overflow-wrap: anywhere }
h2 { font-size: 14pt; margin: 2.2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1.5pt solid var(--ink) }
h3 { font-size: 11.5pt; margin: 0 0 .2rem; overflow-wrap: anywhere }
h4 { font-size: 9.5pt; margin: .9rem 0 .25rem }
p { margin: .3rem 0 }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 2px }
.maker { font-size: 8.5pt; letter-spacing: .08em; text-transform: uppercase; color: var(--soft) }
.about { font-size: 12pt; color: var(--soft) }
.soft { color: var(--soft) }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; margin: 1.2rem 0 }
dl.facts dt { color: var(--soft) }
dl.facts dd { margin: 0; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse; font-size: 9pt }
th { text-align: left; font-weight: 600; color: var(--soft); border-bottom: 1pt solid var(--soft) }
th, td { padding: .3rem .6rem .3rem 0; vertical-align: top; overflow-wrap: anywhere }
th.figure, td.figure { text-align: right; white-space: nowrap; overflow-wrap: normal; font-variant-numeric: tabular-nums }
tbody tr { border-bottom: .5pt solid var(--line) }
.bar { display: block; width: 100%; height: 22px; margin: .8rem 0 .5rem }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 2rem; list-style: none; margin: 0; padding: 0 }
.legend li { display: flex; align-items: center; gap: .5rem }
.legend svg { width: 18px; height: 14px; flex: none }
.legend b { font-variant-numeric: tabular-nums }
.verdict { display: inline-block; min-width: 10.8em; padding: 0 .45em; font-size: 7.5pt; font-weight: 700; line-height: 1.6;
  letter-spacing: .04em; text-align: center; white-space: nowrap; border: 1pt solid currentColor; border-radius: 2pt }
.PASS { color: var(--pass) } .UNKNOWN { color: var(--unknown); border-style: dotted }
.FAIL { color: #fff; background: var(--fail); border-color: var(--fail) }
.EXCEPTED { color: var(--excepted); border-style: double; border-width: 2.5pt } .none { color: var(--soft); border-style: dashed }
.requirement { margin: 0 0 .9rem; break-inside: avoid }
td:last-child, th:last-child { padding-right: 0 }
.even { table-layout: fixed }
.patterns { position: absolute }
.counts { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; list-style: none; margin: 0; padding: 0 }
.requirement > header { display: grid; grid-template-columns: 1fr 6.4rem 12rem; gap: .6rem; align-items: baseline; border-bottom: .5pt solid var(--line); padding-bottom: .15rem }
.requirement > header h3 { font-size: 10.5pt }
.requirement > header .soft { font-size: 9pt; white-space: nowrap; text-align: right }
.requirement table { table-layout: fixed; margin-left: 1.2rem; width: calc(100% - 1.2rem) }
.requirement td { padding-top: .15rem; padding-bottom: .15rem }
.requirement tr { border-bottom: 0 }
.long { break-inside: auto }
td.cid { width: 4rem; color: var(--soft) } td.word { width: 7rem } td.figure.wide { width: 12rem; white-space: normal }
.control { margin: 0 0 1.6rem; padding-top: .8rem }
.control > header { break-inside: avoid; break-after: avoid }
.control ol { margin: .2rem 0; padding-left: 1.4rem }
.evidence { margin: 0; padding: 0; list-style: none }
code { font: 8.5pt/1.4 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
.notice { border-left: 3pt solid var(--unknown); padding: .3rem .8rem; background: var(--wash); margin: 1rem 0 }
.resources { table-layout: fixed } .resources th.where { width: 8.5rem } .resources th.what { width: 44% }
thead { display: table-header-group }
tr, .facts, .legend { break-inside: avoid }
h2, h3, h4 { break-after: avoid }
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages);
  font: 8pt system-ui, Arial, sans-serif; color: #57606a } @bottom-left { content: "Plumbline report";
  font: 8pt system-ui, Arial, sans-serif; color: #57606a } }
@media print { body { max-width: none; padding: 0 } html { font-size: 9.5pt } }
`

const hash = createHash('sha256').update(style).digest('base64')

/** Nothing is loaded and nothing runs: the page's own style alone. */
export const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
