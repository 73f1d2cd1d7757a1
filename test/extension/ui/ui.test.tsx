import { render } from 'preact'
import { expect, test } from 'vitest'
import { relativeTime } from '../../../extension/ui/relative-time.ts'
import { SeverityMark } from '../../../extension/ui/severity-mark.tsx'
import { visibleText } from '../../../extension/ui/visible-text.ts'

const now = new Date('2026-01-10T12:00:00Z')

test.each([
  ['2026-01-10T12:00:30Z', 'just now'],
  ['2026-01-10T11:59:10Z', 'just now'],
  ['2026-01-10T11:59:00Z', '1 minute ago'],
  ['2026-01-10T11:00:01Z', '59 minutes ago'],
  ['2026-01-10T09:59:59Z', '2 hours ago'],
  ['2026-01-09T12:00:00Z', 'yesterday'],
  ['2025-12-31T12:00:00Z', '10 days ago'],
])('%s was %s', (iso, words) => {
  expect(relativeTime(iso, now)).toBe(words)
})

test('what cannot be seen in a name is written out', () => {
  expect(visibleText('pay\u200Bpal\u202Egnp\n')).toBe('pay⟨U+200B⟩pal⟨U+202E⟩gnp⟨U+000A⟩')
  expect(visibleText('größe-日本-שלום')).toBe('größe-日本-שלום')
})

test('a very long name is cut in the middle, so that its end can still be told', () => {
  const shown = visibleText(`${'x'.repeat(10_000)}-the-end`)
  expect(shown.length).toBeLessThan(310)
  expect(shown.endsWith('-the-end')).toBe(true)
})

test('a severity is told by shape, letter and name', () => {
  const marks = (['HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'] as const).map((severity) => {
    const root = document.createElement('div')
    render(<SeverityMark severity={severity} label={severity} />, root)
    return root
  })
  expect(marks.map((mark) => mark.textContent)).toEqual(['H', 'M', 'L', '?'])
  expect(new Set(marks.map((mark) => mark.querySelector('path')?.getAttribute('d'))).size).toBe(4)
  expect(marks[0]?.querySelector('svg')?.getAttribute('aria-label')).toBe('HIGH')
})
