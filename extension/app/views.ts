import type { ComponentType } from 'preact'
import { ranges, titles } from './text/titles.ts'

/** A view of the app, fetched when it is first shown. */
export type View = {
  readonly title: string
  /** Which time the range of dates is about, where that is not when something was evaluated. */
  readonly range?: string
  /** Dates narrow nothing there. */
  readonly hasNoRange?: true
  readonly load: () => Promise<ComponentType>
}

/** The views by the first part of their address, in the order of the navigation. */
export const views: Readonly<Record<string, View>> = {
  dashboards: { title: titles.dashboards, load: () => import('./dashboards/dashboards.tsx').then((m) => m.Dashboards) },
  resources: {
    title: titles.resources,
    range: ranges.resources,
    load: () => import('./resources/resources.tsx').then((m) => m.Resources),
  },
  monitor: { title: titles.monitor, load: () => import('./monitor/monitor.tsx').then((m) => m.Monitor) },
  reports: { title: titles.reports, load: () => import('./reports/reports.tsx').then((m) => m.Reports) },
  policies: { title: titles.policies, load: () => import('./policies/policies.tsx').then((m) => m.Policies) },
  configuration: {
    title: titles.configuration,
    hasNoRange: true,
    load: () => import('./configuration/configuration.tsx').then((m) => m.Configuration),
  },
}

/** Views that are not in the navigation. */
const hidden: Readonly<Record<string, View>> = import.meta.env.DEV
  ? { gallery: { title: 'Components', load: () => import('../ui/gallery.tsx').then((m) => m.Gallery) } }
  : {}

/** The view of this name, where there is one. */
export const viewOf = (name: string): View | undefined =>
  Object.hasOwn(views, name) ? views[name] : Object.hasOwn(hidden, name) ? hidden[name] : undefined

/** What is shown where the address names no view: how it all stands, or where nothing is connected yet, how that is done. */
export const firstView = (connectors: number): string => (connectors === 0 ? 'configuration' : 'dashboards')
