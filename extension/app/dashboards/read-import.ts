import { type DashboardFile, dashboardFile, type WidgetFile, widgetFile } from '../../../shared/dashboard.ts'
import { text } from '../text/dashboards.ts'

/** What a file holds. */
export type Imported =
  | { readonly kind: 'dashboard'; readonly file: DashboardFile }
  | { readonly kind: 'widget'; readonly file: WidgetFile }

const words = text.importing
/** The worker takes no more. */
const most = 1_000_000

/** Reads the file of a dashboard or of a widget; what is wrong with it as a sentence. */
export async function readImport(file: Blob): Promise<Imported | { readonly wrong: string }> {
  // A film that was dropped by mistake is not read into memory.
  if (file.size > most) return { wrong: words.large }
  // A file may be gone by now, or be a folder.
  const content = parse(await file.text().catch(() => ''))
  if (content === undefined) return { wrong: words.unreadable }
  const { format, version } = content as { format?: unknown; version?: unknown }
  const kind = kinds[String(format)]
  if (!kind) return { wrong: words.other }
  if (version !== 1) return { wrong: words.version }
  if (kind === 'widget') return checked(widgetFile.safeParse(content), (read) => ({ kind, file: read }))
  return checked(dashboardFile.safeParse(content), (read) => ({ kind, file: read }))
}

const kinds: Readonly<Record<string, Imported['kind']>> = {
  'plumbline dashboard': 'dashboard',
  'plumbline widget': 'widget',
}

type Checked<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false
      readonly error: {
        readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
      }
    }

function checked<T>(result: Checked<T>, toImported: (read: T) => Imported): Imported | { readonly wrong: string } {
  if (result.success) return toImported(result.data)
  const [issue] = result.error.issues
  return { wrong: issue ? words.wrong(issue.path.map(String).join('.'), issue.message) : words.other }
}

/** Undefined where it is no JSON object. */
function parse(content: string): object | undefined {
  try {
    const value: unknown = JSON.parse(content)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
