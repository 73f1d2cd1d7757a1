import { expect, test } from 'vitest'
import type { Report } from '../../../../extension/app/reports/data.ts'
import { draftOf, emptyForm, formOf, patchOf, problemsOf, sameAs } from '../../../../extension/app/reports/draft.ts'
import { reportDraft, reportPatch } from '../../../../shared/report.ts'

const pci = { ...emptyForm('aws', 'pci-dss-4-0'), timeZone: 'Europe/Zurich' }

const report: Report = {
  id: 7,
  title: 'PCI',
  cloud: 'aws',
  subject: { kind: 'mandate', title: 'PCI DSS 4.0', slugs: ['pci-dss-4-0'] },
  created: '2026-11-01T00:00:00.000Z',
  updated: '2026-11-01T00:00:00.000Z',
  state: 'no results yet',
  lastRun: null,
}

test('F123 a report on a mandate for all connectors is made of little', () => {
  const draft = draftOf(pci, ' PCI ')
  expect(draft).toEqual({ title: 'PCI', cloud: 'aws', mandate: 'pci-dss-4-0' })
  expect(reportDraft.parse(draft)).toEqual(draft)
})

test('F123 each kind of schedule is sent as the API takes it', () => {
  const at = { at: '06:00', timeZone: 'Europe/Zurich' }
  const scheduled = (changes: object) => reportDraft.parse(draftOf({ ...pci, ...changes }, 'PCI')).schedule
  expect(scheduled({ every: 'day' })).toEqual({ every: 'day', ...at })
  expect(scheduled({ every: 'week', weekday: 7 })).toEqual({ every: 'week', weekday: 7, ...at })
  expect(scheduled({ every: 'month', day: '31' })).toEqual({ every: 'month', day: 31, ...at })
})

test('what is missing is told field by field', () => {
  expect(problemsOf(pci, 'PCI')).toEqual({})
  expect(Object.keys(problemsOf({ ...emptyForm('aws'), scope: 'some' }, ' '))).toEqual([
    'name',
    'mandate',
    'connectors',
  ])
  expect(Object.keys(problemsOf({ ...pci, kind: 'policies' }, 'x'))).toEqual(['policies'])
  expect(Object.keys(problemsOf({ ...pci, every: 'month', day: '32', at: '' }, 'x'))).toEqual(['at', 'day'])
})

test('a report that is changed keeps what nobody touched, and loses what was emptied', () => {
  const full: Report = {
    ...report,
    description: 'For the auditor',
    connectors: [{ id: 'c1', name: 'Production' }, { id: 'gone' }],
    schedule: { every: 'week', weekday: 2, at: '05:30', timeZone: 'Asia/Tokyo' },
  }
  expect(reportPatch.parse(patchOf(formOf(full), full.title))).toEqual({
    title: 'PCI',
    description: 'For the auditor',
    mandate: 'pci-dss-4-0',
    connectors: ['c1', 'gone'],
    schedule: full.schedule,
  })
  const emptied = { ...formOf(full), scope: 'all', every: 'never', description: ' ' } as const
  expect(patchOf(emptied, 'PCI')).toEqual({
    ...{ title: 'PCI', mandate: 'pci-dss-4-0' },
    ...{ description: null, connectors: null, schedule: null },
  })
})

test('F122 a report on the same for the same connectors is found, in whatever order these are named', () => {
  expect(sameAs([report], pci)?.id).toBe(7)
  expect(sameAs([report], pci, 7)).toBeUndefined()
  expect(sameAs([report], { ...pci, cloud: 'gcp' })).toBeUndefined()
  expect(sameAs([report], { ...pci, scope: 'some', connectors: ['a'] })).toBeUndefined()
  const some: Report = { ...report, connectors: [{ id: 'a' }, { id: 'b' }] }
  expect(sameAs([some], { ...pci, scope: 'some', connectors: ['b', 'a'] })?.id).toBe(7)
  expect(sameAs([report], { ...pci, kind: 'policies', policies: ['pci-dss-4-0'] })).toBeUndefined()
})
