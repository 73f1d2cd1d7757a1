import { saveFile } from '../save-file.ts'
import { text } from '../text/policies.ts'
import { worker } from '../worker.ts'

type Files = Readonly<Record<string, string>>

/** Saves all controls and policies of one's own as one file, which an import takes; answers how many there are. */
export async function exportOwn(): Promise<number> {
  const response = await worker.value?.api['own-controls'].export.$get()
  const { files } = (await response?.json()) ?? { files: {} }
  saveFile(text.transfer.fileName, `${JSON.stringify({ files }, null, 2)}\n`)
  return Object.keys(files).length
}

/** The worker takes bodies up to 1 MB. */
const most = 1_000_000

type Given = { readonly name: string; readonly text: string }

/** What the chosen files hold, as an import takes it: an export, or controls one by one. What is wrong as a sentence. */
export function readFiles(given: readonly Given[]): { readonly files: Files } | { readonly problem: string } {
  const files: Record<string, string> = {}
  for (const { name, text: content } of given) {
    const held = filesOf(name, content)
    if ('problem' in held) return held
    Object.assign(files, held.files)
  }
  if (new Blob([JSON.stringify({ files })]).size > most) return { problem: text.transfer.large }
  return { files }
}

function filesOf(name: string, content: string): { readonly files: Files } | { readonly problem: string } {
  if (/\.policy\.ya?ml$/i.test(name)) return { problem: text.transfer.policyAlone(name) }
  if (/\.ya?ml$/i.test(name)) return { files: { [name]: content } }
  const files = exported(content)
  return files ? { files } : { problem: text.transfer.unreadable(name) }
}

/** `{ files: { path: text } }`, as an export writes it. */
function exported(content: string): Files | undefined {
  try {
    const { files } = JSON.parse(content) as { files?: unknown }
    if (typeof files !== 'object' || files === null) return undefined
    const isWhole = Object.values(files).every((one) => typeof one === 'string')
    return isWhole ? (files as Files) : undefined
  } catch {
    return undefined
  }
}
