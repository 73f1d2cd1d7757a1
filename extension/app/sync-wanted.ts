import { signal } from '@preact/signals'

/** Raised when the worker is known to have new findings, so that the consoles show them without waiting for the next sync. */
export const syncWanted = signal(0)
