import { expect, test } from 'vitest'
import { parsePlace } from '../../../../extension/app/address.ts'
import { askedControls, askedEvaluations, askedResult } from '../../../../extension/app/monitor/asked.ts'
import { sortOf, sortParam } from '../../../../extension/app/monitor/controls/use-controls.ts'

const at = (hash: string) => parsePlace(hash)

test('F108 F109 an address asks for what its scope, its search and its filters say', () => {
  const hash = '#/monitor?cloud=aws&account=1&range=last7days&query=service.type:RDS&criticality=HIGH&policy=aws/cis'
  expect(askedControls(at(hash))).toEqual({
    ...{ cloud: 'aws', account: '1', range: 'last7days', timeZone: expect.any(String) },
    ...{ evaluations: 'service.type:RDS', criticality: 'HIGH', policy: 'aws/cis' },
  })
})

test('F104 without a search only controls that evaluated something are asked for', () => {
  expect(askedControls(at('#/monitor'))).toEqual({ evaluations: 'control.result:*' })
})

test('filters that nobody knows are left out of what is asked', () => {
  expect(askedControls(at('#/monitor?result=BROKEN&criticality=NONE'))).toEqual({ evaluations: 'control.result:*' })
  expect(askedResult(at('#/monitor/controls/1?result=BROKEN'))).toBeUndefined()
})

test('F107 the search and the region of the list hold for the evaluations of a control', () => {
  const place = at('#/monitor/controls/45?query=tag.env:prod&region=eu-west-1&result=FAIL')
  expect(askedEvaluations(45, place)).toEqual({ cid: '45', query: 'tag.env:prod', region: 'eu-west-1' })
  expect(askedResult(place)).toBe('FAIL')
})

test('F105 the list is sorted by failing resources unless the address says otherwise', () => {
  expect(sortOf({})).toEqual({ id: 'fail', direction: 'desc' })
  expect(sortOf({ sort: '-cid' })).toEqual({ id: 'cid', direction: 'desc' })
  expect(sortOf({ sort: 'posture' })).toEqual({ id: 'fail', direction: 'desc' })
  expect(sortParam({ id: 'title', direction: 'asc' })).toBe('title')
  expect(sortParam({ id: 'fail', direction: 'desc' })).toBeUndefined()
})
