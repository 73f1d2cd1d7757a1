/** What a page tells of itself. Milliseconds since its navigation began; 0 where it has not happened yet. */
export type PageRecord = {
  readonly ready: number
  /** All rows of the table stand in the page. */
  readonly rows: number
  /** All badges do. */
  readonly badges: number
  /** Tasks of more than 50 ms on the frame's main thread: beginning and length. */
  readonly tasks: readonly (readonly [begin: number, length: number])[]
}

/** Runs in the page, before anything else does: looks at each frame until all rows have their badge. */
export function recordPage(count: number): void {
  const record = { ready: 0, rows: 0, badges: 0, tasks: [] as [number, number][] }
  Object.assign(window, { record })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) record.tasks.push([startTime, duration])
  }).observe({ type: 'longtask' })

  // Live lists: reading their length costs nothing while nothing changes.
  const rows = ['tr', 'fluent-data-grid-row'].map((tag) => document.getElementsByTagName(tag))
  const badges = document.getElementsByTagName('plumbline-badge')
  const look = () => {
    if (rows.some(({ length }) => length >= count)) record.rows ||= performance.now()
    if (badges.length >= count) record.badges = performance.now()
    else requestAnimationFrame(look)
  }
  document.addEventListener('DOMContentLoaded', () => {
    record.ready = performance.now()
    look()
  })
}
