import { expect, test } from 'vitest'
import type { NotificationMessage, Section, ToldFinding } from '../../../shared/notification.ts'
import { mergeSections } from '../../../worker/notify/sections.ts'
import { toSlack } from '../../../worker/notify/to-slack.ts'
import { toTeams } from '../../../worker/notify/to-teams.ts'
import { toText } from '../../../worker/notify/to-text.ts'

const finding = (fields: Partial<ToldFinding> = {}): ToldFinding => ({
  ...{ cid: 45, title: 'Buckets are not public', criticality: 'HIGH', resourceId: 'arn:aws:s3:::a', resourceName: 'a' },
  ...{ type: 'aws.s3.bucket', account: '111122223333', region: 'eu-west-1' },
  ...fields,
})

const section = (count: number, fields: Partial<Section> = {}): Section => ({
  ...{ event: 'new failure', total: count, byCriticality: { HIGH: 0, MEDIUM: 0, LOW: count } },
  findings: Array.from({ length: Math.min(count, 20) }, (_, no) =>
    finding({ criticality: 'LOW', resourceName: `b${no}` }),
  ),
  ...fields,
})

const message = (...sections: Section[]): NotificationMessage => ({
  ...{ id: 'm1', type: 'notification', at: '2026-01-01T00:00:00.000Z', rule: { id: 'r', name: 'All' } },
  sections,
})

const hostile = message(
  section(1, {
    findings: [finding({ resourceName: '<!channel> [x](https://evil.example)\r\nSubject: y & <https://e|z>' })],
  }),
)

test('no name of a resource becomes a link, a call for everybody or a line', () => {
  const slack = JSON.stringify(toSlack(hostile))
  expect(slack).toContain('&lt;!channel&gt; [x](https://evil.example) Subject: y &amp; &lt;https://e|z&gt;')
  expect(slack).not.toMatch(/<[!@#h]/)
  expect(toText(hostile)).not.toMatch(/^Subject:/m)
  const card = toTeams(hostile).attachments[0]?.content.body ?? []
  expect(card.every(({ type }) => type === 'RichTextBlock')).toBe(true)
})

test('a link leads to the resource on its console', () => {
  const linked = message(section(1, { findings: [finding({ link: 'https://console.aws.amazon.com/s3?a=1&b=x|y' })] }))
  expect(JSON.stringify(toSlack(linked))).toContain('<https://console.aws.amazon.com/s3?a=1&amp;b=x%7Cy|a>')
  expect(JSON.stringify(toTeams(linked))).toContain('"selectAction":{"type":"Action.OpenUrl","url":"https://console')
  expect(toText(linked)).toContain('  https://console.aws.amazon.com/s3?a=1&b=x|y\n')
})

test('a message lists 20, the most critical first, and counts the others', () => {
  const high = section(2, { byCriticality: { HIGH: 2, MEDIUM: 0, LOW: 0 }, findings: [finding(), finding()] })
  const [merged, ...others] = mergeSections([section(4998), high, section(5, { event: 'fixed' })])
  expect(merged).toMatchObject({ total: 5000, byCriticality: { HIGH: 2, MEDIUM: 0, LOW: 4998 } })
  expect(merged?.findings).toHaveLength(20)
  expect(merged?.findings?.slice(0, 3).map(({ criticality }) => criticality)).toEqual(['HIGH', 'HIGH', 'LOW'])
  expect(others).toMatchObject([{ event: 'fixed', total: 5, findings: [] }])
  const text = toText(message(merged as Section))
  expect(text).toContain('5,000 new failures (2 HIGH, 4,998 LOW)')
  expect(text).toContain('and 4,980 more')
})

test('the longest message fits what Slack and Teams take', () => {
  const long = finding({ title: 't'.repeat(5000), resourceName: 'é'.repeat(5000), account: 'a'.repeat(5000) })
  const link = `https://console.aws.amazon.com/${'p'.repeat(400)}`
  const full = message(
    section(9999, { findings: Array.from({ length: 20 }, () => ({ ...long, link })) }),
    ...(['reopened', 'fixed'] as const).map((event) => section(9999, { event, findings: [] })),
    ...(['connector state', 'report run', 'exception ended'] as const).map((event) => ({ event, total: 5, notes: [] })),
  )
  const { blocks } = toSlack(full)
  expect(blocks.length).toBeLessThanOrEqual(50)
  expect(Math.max(...blocks.map(({ text: { text } }) => text.length))).toBeLessThanOrEqual(3000)
  expect(Buffer.byteLength(JSON.stringify(toTeams(full)))).toBeLessThan(28_000)
})

test('a link that is too long for Slack is left out, rather than the whole message refused', () => {
  const link = `https://console.aws.amazon.com/${'p&'.repeat(3000)}`
  const { blocks } = toSlack(message(section(1, { findings: [finding({ link })] })))
  expect(Math.max(...blocks.map(({ text: { text } }) => text.length))).toBeLessThanOrEqual(3000)
  expect(JSON.stringify(blocks)).toContain('(111122223333, eu-west-1)')
})
