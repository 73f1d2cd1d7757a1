import type { NotificationMessage, Section, ToldFinding } from '../../shared/notification.ts'
import { headOf, placeOf, restOf, short, subjectOf, testText } from './words.ts'

type Block =
  | { readonly type: 'header'; readonly text: { readonly type: 'plain_text'; readonly text: string } }
  | {
      readonly type: 'section'
      readonly text: { readonly type: 'mrkdwn'; readonly text: string; readonly verbatim: true }
    }

/**
 * A message for an incoming webhook of Slack: a line for notifications, and blocks. Texts are escaped as Slack asks, so that
 * no name becomes a link or calls for everybody.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping and https://docs.slack.dev/reference/block-kit/blocks
 */
export function toSlack(message: NotificationMessage): { readonly text: string; readonly blocks: readonly Block[] } {
  const subject = short(subjectOf(message), 150)
  const blocks = message.type === 'test' ? [textBlock(testText)] : message.sections.flatMap(sectionBlocks)
  const head = { type: 'header', text: { type: 'plain_text', text: subject } } as const
  return { text: plain(subject), blocks: [head, ...blocks] }
}

const textBlock = (text: string): Block => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })

function sectionBlocks(section: Section): readonly Block[] {
  const rest = restOf(section)
  return [
    textBlock(`*${headOf(section)}*`),
    ...(section.findings ?? []).map((finding) => textBlock(findingText(finding))),
    ...(section.notes ?? []).map((note) => textBlock(`• ${plain(short(note, 600))}`)),
    ...(rest ? [textBlock(rest)] : []),
  ]
}

/** Characters of a link; a block may have 3,000 with all that stands beside it, or the whole message is refused. */
const longestLink = 1000

function findingText(finding: ToldFinding): string {
  const { criticality, title, resourceName, link } = finding
  const name = plain(short(resourceName, 200))
  const target = plain(link ?? '').replaceAll('|', '%7C')
  const shown = link && target.length <= longestLink ? `<${target}|${name.replaceAll('|', '¦')}>` : name
  return `• ${criticality} · ${plain(short(title, 300))}\n${shown} (${plain(short(placeOf(finding), 200))})`
}

const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
