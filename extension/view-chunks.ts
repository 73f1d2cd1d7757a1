import type { Rolldown } from 'vite'

type Context = Pick<Rolldown.PluginContext, 'getModuleInfo'>

/**
 * Names the file of a module that several views of the app share. The bundler by itself would make a file for each set of
 * views, and thirty small files take longer to load than three. What the background needs, or no view does, is left to the
 * bundler: the popup and the side panel load little that they do not need.
 */
export function viewChunk(id: string, context: Context): string | null {
  const { pages, views } = usersOf(id, context)
  if (pages.size + views.size < 2 || has(pages, 'entrypoints/background')) return null
  if (has(pages, 'entrypoints/popup') || has(pages, 'entrypoints/sidepanel'))
    return has(pages, 'entrypoints/app') || views.size > 0 ? 'parts' : null
  if (pages.size > 0) return null
  // The first view has neither lists nor a search.
  if (has(views, 'app/dashboards')) return 'pieces'
  return /extension.app.find[\\/]|shared.query/.test(id) ? 'find' : 'lists'
}

const has = (users: ReadonlySet<string>, name: string) => [...users].some((id) => id.includes(`extension/${name}`))

type Users = { readonly pages: Set<string>; readonly views: Set<string> }

/** The pages that load a module when they are opened, and the views that do when they are shown. */
function usersOf(id: string, context: Context, passed = new Set<string>()): Users {
  passed.add(id)
  const info = context.getModuleInfo(id)
  const isView = info?.dynamicImporters.some((one) => one.endsWith('app/views.ts'))
  const users = { pages: new Set(info?.isEntry ? [id] : []), views: new Set(isView ? [id] : []) }
  for (const importer of info?.importers ?? []) {
    if (passed.has(importer)) continue
    const { pages, views } = usersOf(importer, context, passed)
    for (const page of pages) users.pages.add(page)
    for (const view of views) users.views.add(view)
  }
  return users
}
