import type { Form } from './use-form.ts'
import type { Guide } from './use-guide.ts'

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const projectId = /^[a-z][a-z0-9.:-]{4,60}$/

/** The guide with what the form knows by now put in place of what stands for it. */
export function filled(guide: Guide, { values, key }: Pick<Form, 'values' | 'key'>): Guide {
  const subscription = values.subscriptionId?.trim() ?? ''
  if (guide.cloud === 'azure' && guid.test(subscription)) {
    return replaced(guide, /00000000-0000-0000-0000-000000000000/g, subscription.toLowerCase())
  }
  const project = values.projectId?.trim() || (key?.key.project_id ?? '')
  if (guide.cloud === 'gcp' && projectId.test(project)) return replaced(guide, /\bPROJECT_ID\b/g, project)
  return guide
}

const replaced = (guide: Guide, what: RegExp, by: string): Guide => ({
  ...guide,
  files: guide.files.map((file) => ({ ...file, content: file.content.replace(what, by) })),
  commands: guide.commands.map((command) => command.replace(what, by)),
})
