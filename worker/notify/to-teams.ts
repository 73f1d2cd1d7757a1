import type { NotificationMessage, Section, ToldFinding } from '../../shared/notification.ts'
import { headOf, placeOf, restOf, short, subjectOf, testText } from './words.ts'

type Run = {
  readonly type: 'TextRun'
  readonly text: string
  readonly weight?: 'Bolder'
  readonly size?: 'Large'
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string }
}
type Line = { readonly type: 'RichTextBlock'; readonly inlines: readonly Run[] }

/**
 * A message for a workflow of Microsoft Teams that waits for a webhook request: an Adaptive Card. Every text stands in a
 * text run, which knows no Markdown, so that no name becomes a link.
 * @see https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 * @see https://adaptivecards.io/explorer/TextRun.html
 */
export const toTeams = (message: NotificationMessage) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: linesOf(message),
      },
    },
  ],
})

const line = (...inlines: readonly Omit<Run, 'type'>[]): Line => ({
  type: 'RichTextBlock',
  inlines: inlines.map((run) => ({ type: 'TextRun', ...run })),
})

const linesOf = (message: NotificationMessage): readonly Line[] => [
  line({ text: short(subjectOf(message), 150), weight: 'Bolder', size: 'Large' }),
  ...(message.type === 'test' ? [line({ text: testText })] : message.sections.flatMap(sectionLines)),
]

function sectionLines(section: Section): readonly Line[] {
  const rest = restOf(section)
  return [
    line({ text: headOf(section), weight: 'Bolder' }),
    ...(section.findings ?? []).map(findingLine),
    ...(section.notes ?? []).map((note) => line({ text: short(note, 600) })),
    ...(rest ? [line({ text: rest })] : []),
  ]
}

/** A card may have 28 KB: 20 of these are half of it. */
function findingLine(finding: ToldFinding): Line {
  const { criticality, title, resourceName, link } = finding
  return line(
    { text: `${criticality} · ${short(title, 150)}: ` },
    {
      text: short(resourceName, 100),
      ...(link && link.length < 500 ? { selectAction: { type: 'Action.OpenUrl', url: link } } : {}),
    },
    { text: ` (${short(placeOf(finding), 100)})` },
  )
}
