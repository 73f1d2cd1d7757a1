import type { Route } from 'playwright-core'

/** Answers as the worker does where it refuses something: a problem of RFC 9457. */
export const problem = (route: Route, status: number, detail: string, advice?: string) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ status, title: 'Error', detail, ...(advice && { advice }) }),
  })

/** Answers as a worker does that broke on a request. */
export const fail = (route: Route) => problem(route, 500, 'Something went wrong in the worker.')

/** Lets a request through after a while; one that nobody waits for any more is forgotten. */
export async function later(route: Route, milliseconds = 1500): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  await route.continue().catch(() => undefined)
}
