import { cpus, loadavg, totalmem } from 'node:os'

/** What the figures were measured on, in one line. The load tells whether others were at work. */
export function machine(): string {
  const [processor] = cpus()
  const memory = `${Math.round(totalmem() / 1e9)} GB of memory`
  const load = loadavg()[0]?.toFixed(1)
  return `${cpus().length} cores (${processor?.model.trim()}), ${memory}, Node ${process.version}, load ${load} at the start`
}
