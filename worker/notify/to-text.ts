import type { NotificationMessage, Section } from '../../shared/notification.ts'
import { headOf, placeOf, restOf, short, testText } from './words.ts'

/** A message as plain text, for e-mail. */
export const toText = ({ type, rule, sections }: NotificationMessage): string =>
  type === 'test'
    ? `${testText}\n`
    : [...sections.map(sectionText), `Sent by the rule “${short(rule?.name ?? '', 100)}”.`].join('\n\n').concat('\n')

function sectionText(section: Section): string {
  const rest = restOf(section)
  const findings = (section.findings ?? []).map((finding) => {
    const { criticality, title, resourceName, link } = finding
    const where = `${short(resourceName, 200)} (${short(placeOf(finding), 200)})`
    return [`- ${criticality}: ${short(title, 300)}`, `  ${where}`, ...(link ? [`  ${link}`] : [])].join('\n')
  })
  const notes = (section.notes ?? []).map((note) => `- ${short(note, 600)}`)
  return [headOf(section), ...findings, ...notes, ...(rest ? [rest] : [])].join('\n')
}
