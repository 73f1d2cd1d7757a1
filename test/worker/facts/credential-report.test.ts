import { expect, test } from 'vitest'
import { parseCredentialReport, reportTime } from '../../../worker/facts/credential-report.ts'

const header =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date'
const row = (name: string) =>
  `${name},arn:aws:iam::1:user/${name},2024-01-01T00:00:00+00:00,true,no_information,N/A,N/A,false,false,N/A,N/A,false,N/A,N/A`

test('rows are found by ARN, whatever the order of the columns and the kind of line ends', () => {
  const report = parseCredentialReport([header, row('ana'), row('ben'), ''].join('\r\n'))
  expect(report.size).toBe(2)
  expect(report.get('arn:aws:iam::1:user/ben')).toMatchObject({ user: 'ben', password_enabled: 'true' })
})

test('a name may hold commas', () => {
  expect(parseCredentialReport([header, row('a,b,c')].join('\n')).get('arn:aws:iam::1:user/a,b,c')).toMatchObject({
    user: 'a,b,c',
    mfa_active: 'false',
  })
})

test('a path may hold commas too, and any number of them', () => {
  const cells = ',2024-01-01T00:00:00+00:00,true,no_information,N/A,N/A,false,false,N/A,N/A,false,N/A,N/A'
  const lines = ['/a,b/', '/a,,b/', '/'].map((path) => `c,d,arn:aws:iam::1:user${path}c,d${cells}`)
  const report = parseCredentialReport([header, ...lines, row('ana')].join('\n'))
  expect([...report.keys()]).toEqual([
    ...['arn:aws:iam::1:user/a,b/c,d', 'arn:aws:iam::1:user/a,,b/c,d', 'arn:aws:iam::1:user/c,d'],
    'arn:aws:iam::1:user/ana',
  ])
  expect(report.get('arn:aws:iam::1:user/a,b/c,d')).toMatchObject({ user: 'c,d', mfa_active: 'false' })
})

test.each([
  ['nothing', ''],
  ['another table', 'a,b\n1,2'],
  ['a line that was cut off', `${header}\n${row('ana').slice(0, -10)}`],
  ['a header that was cut off', header.slice(0, 100)],
])('%s is refused', (_, csv) => {
  expect(() => parseCredentialReport(csv)).toThrow()
})

test('cells that are no times are none', () => {
  expect(
    ['N/A', 'no_information', 'not_supported', '', undefined, 'true', '2024-99-01T00:00:00Z'].map(reportTime),
  ).toEqual(Array(7).fill(undefined))
  expect(reportTime('2024-01-01T02:00:00+02:00')).toBe('2024-01-01T00:00:00.000Z')
})
