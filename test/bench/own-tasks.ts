import type { Page } from 'playwright-core'

/** Milliseconds of the longest task that ran a script of the extension, and of the extension's share of the longest. */
export type OwnTasks = { readonly task: number; readonly script: number }

type Event = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  readonly args?: { readonly data?: { readonly url?: string } }
}

const traceConfig = {
  includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
}

/** Records the browser's own trace while a page is shown. */
export async function ownTasks(page: Page, show: () => Promise<void>): Promise<OwnTasks> {
  const session = await page.context().newCDPSession(page)
  const events: Event[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as Event[])))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig } as never)
  await show()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return longest(events.filter(({ ph }) => ph === 'X'))
}

function longest(events: readonly Event[]): OwnTasks {
  const own = events.filter(({ args }) => args?.data?.url?.startsWith('chrome-extension://'))
  const tasks = events
    .filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask')
    .map((task) => ({ task: task.dur ?? 0, script: outermost(own.filter((event) => isWithin(event, task))) }))
    .filter(({ script }) => script > 0)
  const most = (key: keyof OwnTasks) => Math.max(0, ...tasks.map((task) => task[key])) / 1000
  return { task: most('task'), script: most('script') }
}

/** Together, without what lies in another one of them. */
function outermost(events: readonly Event[]): number {
  let [end, sum] = [0, 0]
  for (const { ts, dur = 0 } of [...events].sort((a, b) => a.ts - b.ts)) {
    if (ts < end) continue
    end = ts + dur
    sum += dur
  }
  return sum
}

const isWithin = (event: Event, task: Event) =>
  event.pid === task.pid && event.tid === task.tid && event.ts >= task.ts && event.ts < task.ts + (task.dur ?? 0)
