import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ask as askBackground } from '../../sync/ask.ts'
import type { Status } from '../../sync/messages.ts'
import { lazily } from '../lazily.tsx'
import type { Action } from './palette-items.ts'
import type { Ask } from './use-found.ts'

const PaletteDialog = lazily(() => import('./palette-dialog.tsx').then((m) => m.PaletteDialog))

/** Whether the palette is open; a button may open it too. */
export const isPaletteOpen = signal(false)

type Props = {
  readonly actions: readonly Action[]
  /** Asks the background, for when the worker is away. */
  readonly ask?: Ask
  /** Whose accounts and connectors are offered. */
  readonly status: Status
}

/** Finds anything by name, and goes there. `Ctrl K` or `⌘ K` opens and closes it from anywhere. */
export function Palette({ actions, ask = askBackground, status }: Props) {
  useEffect(() => {
    document.addEventListener('keydown', toggle)
    return () => {
      document.removeEventListener('keydown', toggle)
      isPaletteOpen.value = false
    }
  }, [])
  if (!isPaletteOpen.value) return null
  return <PaletteDialog actions={actions} ask={ask} status={status} onClose={close} />
}

function close(): void {
  isPaletteOpen.value = false
}

function toggle(event: KeyboardEvent): void {
  const isMeant =
    (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k'
  if (!isMeant || event.isComposing) return
  event.preventDefault()
  isPaletteOpen.value = !isPaletteOpen.value
}
