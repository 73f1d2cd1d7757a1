import { html, raw } from 'hono/html'
import type { ReportVerdict } from '../../../shared/report.ts'

/** A piece of the page: what is put into it is escaped, other pieces apart. */
export type Piece = ReturnType<typeof html>

export type Format = {
  readonly number: (value: number) => string
  readonly percent: (value: number) => string
  /** Day, time and zone. */
  readonly time: (iso: string) => string
}

/** How numbers and times are written; times in the clocks of a zone. */
export function createFormat(timeZone: string): Format {
  const numbers = new Intl.NumberFormat('en')
  const times = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', timeZoneName: 'short' },
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  })
  return {
    number: (value) => numbers.format(value),
    percent: (value) => `${value.toFixed(1)} %`,
    time: (iso) => times.format(new Date(iso)),
  }
}

/** The word for a verdict, in a frame of its own. */
export const badge = (verdict: ReportVerdict): Piece =>
  verdict === 'not evaluated'
    ? html`<span class="verdict none">NOT EVALUATED</span>`
    : html`<span class="verdict ${verdict}">${verdict}</span>`

/** `1 resource`, `2 resources`. */
export const plural = (format: Format, count: number, word: string): string =>
  `${format.number(count)} ${word}${count === 1 ? '' : 's'}`

/** Renders a long list one by one, so that others have their turn in between. */
export async function inTurns<Item>(items: readonly Item[], render: (item: Item) => Piece): Promise<Piece> {
  const done: string[] = []
  for (const item of items) {
    done.push(String(await render(item)))
    await new Promise(setImmediate)
  }
  return raw(done.join('\n'))
}

export const nothing = html``
