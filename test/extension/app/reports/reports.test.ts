import { afterEach, expect, test, vi } from 'vitest'
import type { Control, Report, Requirement } from '../../../../extension/app/reports/data.ts'
import { printPage } from '../../../../extension/app/reports/print-page.ts'
import { scheduleText } from '../../../../extension/app/reports/schedule-text.ts'
import { shownRequirements } from '../../../../extension/app/reports/shown-requirements.ts'
import { sorted, sortOf, sortParam } from '../../../../extension/app/reports/sort.ts'

afterEach(() => document.body.replaceChildren())

const report = (title: string, pass?: number, ended = '2026-11-01T00:00:00.000Z') =>
  ({
    ...{ id: title.length, title, subject: { title } },
    lastRun: pass === undefined ? null : { ended, percent: { pass, fail: 100 - pass, unknown: 0 } },
  }) as Report

test('reports without results come last whichever way the list is sorted', () => {
  const all = [report('new'), report('good', 90), report('bad', 10, '2026-11-02T00:00:00.000Z')]
  const titles = (param: string) => sorted(all, sortOf(param)).map(({ title }) => title)
  expect(titles('passFail')).toEqual(['bad', 'good', 'new'])
  expect(titles('-passFail')).toEqual(['good', 'bad', 'new'])
  expect(titles('-lastRun')).toEqual(['bad', 'good', 'new'])
  expect(titles('no such column')).toEqual(['bad', 'good', 'new'])
  expect(sortParam(sortOf('-lastRun'))).toBe('-lastRun')
  expect(sortParam(sortOf())).toBeUndefined()
})

const control = (cid: number, title: string, verdict: Control['verdict'], counts: Partial<Control['posture']> = {}) =>
  ({ cid, title, verdict, posture: { pass: 0, fail: 0, unknown: 0, excepted: 0, ...counts } }) as Control
const requirement = (id: string, controls: number[], title?: string) =>
  ({ id, controls, ...(title && { title }) }) as unknown as Requirement
const run = {
  requirements: [requirement('1.2', [1, 2], 'Networks'), requirement('3.1', [2, 3])],
  controls: [
    control(1, 'Ports', 'FAIL', { fail: 1, unknown: 2 }),
    control(2, 'Logs', 'PASS'),
    control(3, 'Keys', 'not evaluated'),
  ],
}

test('requirements are found by number, title and control, and narrowed to controls that ended so', () => {
  const shown = (words: string, verdict?: Control['verdict']) =>
    shownRequirements(run, { words, verdict }).map((one) => [one.requirement.id, ...one.controls.map(({ cid }) => cid)])
  expect(shown('')).toEqual([
    ['1.2', 1, 2],
    ['3.1', 2, 3],
  ])
  expect(shown('network')).toEqual([['1.2', 1, 2]])
  expect(shown('keys')).toEqual([['3.1', 3]])
  expect(shown('', 'PASS')).toEqual([
    ['1.2', 2],
    ['3.1', 2],
  ])
  expect(shown('', 'not evaluated')).toEqual([['3.1', 3]])
  expect(shown('', 'UNKNOWN')).toEqual([['1.2', 1]])
  expect(shown('ports', 'PASS')).toEqual([])
})

test('a schedule is told with its time zone', () => {
  const at = { at: '06:00', timeZone: 'UTC' }
  expect(scheduleText(undefined)).toBe('Not scheduled')
  expect(scheduleText({ every: 'week', weekday: 1, ...at })).toBe('Runs every week on Monday at 06:00 (UTC)')
  expect(scheduleText({ every: 'month', day: 31, ...at })).toBe('Runs every month on day 31 at 06:00 (UTC)')
})

test('a page is printed from a frame in which no script may run, one at a time', async () => {
  const print = vi.fn()
  const append = document.body.append.bind(document.body)
  vi.spyOn(document.body, 'append').mockImplementation((frame) => {
    append(frame as Node)
    Object.defineProperty(frame, 'contentWindow', { value: { print, addEventListener: () => undefined } })
    ;(frame as Element).dispatchEvent(new Event('load'))
  })
  await printPage('<script>alert(1)</script>', 'PCI')
  await printPage('<p>Second</p>', 'PCI')
  expect(print).toHaveBeenCalledTimes(2)
  const frames = [...document.querySelectorAll('iframe')]
  expect(frames).toHaveLength(1)
  expect(frames[0]?.getAttribute('sandbox')?.split(' ')).not.toContain('allow-scripts')
  expect(frames[0]?.srcdoc).toBe('<p>Second</p>')
})
