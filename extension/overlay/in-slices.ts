/** The page gets its thread back after this many milliseconds. */
const slice = 8

type Scheduler = { readonly yield?: () => Promise<void> }

/** Works through `items` without holding the page up; stops when `signal` is aborted. */
export async function inSlices<T>(
  items: Iterable<T>,
  work: (item: T) => void,
  signal: AbortSignal,
  { rest = breathe, milliseconds = slice } = {},
): Promise<void> {
  let end = performance.now() + milliseconds
  for (const item of items) {
    if (signal.aborted) return
    work(item)
    if (performance.now() < end) continue
    await rest()
    end = performance.now() + milliseconds
  }
}

/** For work that changes the page: a frame is laid out and painted after each slice, not all at the end. */
export const perFrame = { rest: () => afterFrame(), milliseconds: slice }

/** Lets the page run first. */
export function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Scheduler }
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve))
}

/** After the next frame was laid out, when measuring costs nothing; hidden tabs have no frames, so a timer helps out. */
export function afterFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 250)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      setTimeout(resolve)
    })
  })
}
