import type { ComponentType } from 'preact'
import { text as monitor } from './text/monitor.ts'

/** A view of the app, fetched when it is first shown. */
export type View = { readonly title: string; readonly load: () => Promise<ComponentType> }

/** The views by the first part of their address, in the order of the navigation. */
export const views: Readonly<Record<string, View>> = {
  monitor: { title: monitor.title, load: () => import('./monitor/monitor.tsx').then((m) => m.Monitor) },
}

/** What is shown where the address names no view. */
export const firstView = Object.keys(views)[0] ?? ''
