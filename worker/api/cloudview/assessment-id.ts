import { z } from '@hono/zod-openapi'

/** Results that a report may be asked for, each with its letter. */
const letters = { PASS: 'P', PASSE: 'E', FAIL: 'F' } as const
export const resourceResults = ['PASS', 'PASSE', 'FAIL'] as const
export type ResourceResult = (typeof resourceResults)[number]

/** What a client calls a report: one run of ours, and the results that it was asked for. */
export type Assessment = {
  readonly report: number
  readonly run: number
  readonly results: readonly ResourceResult[]
}

/** As one word, which says all of it: `12-34-PEF`. */
export const writeId = ({ report, run, results }: Assessment): string =>
  `${report}-${run}-${resourceResults
    .filter((result) => results.includes(result))
    .map((result) => letters[result])
    .join('')}`

const shape = /^(?<report>\d{1,9})-(?<run>\d{1,9})-(?<results>P?E?F?)$/
const parts = z.object({ report: z.coerce.number(), run: z.coerce.number(), results: z.string() })

/** The word taken apart; `undefined` for any other one. */
export function readId(text: string): Assessment | undefined {
  const { data } = parts.safeParse(shape.exec(text)?.groups)
  return data && { ...data, results: resourceResults.filter((result) => data.results.includes(letters[result])) }
}
