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

/**
 * Answers so until "Try again" is pressed, and as the worker does from then on. The app asks again by itself as well, after
 * a sync for one: what is refused only for a while could be mended before the button is pressed, and the button be gone.
 */
export const untilTriedAgain = (answer: (route: Route) => Promise<void>) => async (route: Route) => {
  const isTried = await route
    .request()
    .frame()
    .evaluate(watchPress)
    .catch(() => false)
  await (isTried ? route.continue() : answer(route)).catch(() => undefined)
}

/** Runs in the page. */
function watchPress(): boolean {
  const page = window as typeof window & { triedAgain?: boolean }
  if (page.triedAgain === undefined) {
    page.triedAgain = false
    const listen = ({ target }: Event) => {
      if ((target as Element).closest('button')?.textContent === 'Try again') page.triedAgain = true
    }
    addEventListener('click', listen, { capture: true })
  }
  return page.triedAgain
}
