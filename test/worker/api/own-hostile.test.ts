import { expect, test } from 'vitest'
import { controlText, startOwn } from './own-start.ts'

const odd = [
  '\u0000',
  '\ud800',
  '\udc00\ud800',
  '\u202e',
  '\ufeff',
  '\u2028',
  '<img src=x onerror=alert(1)>',
  '=cmd()',
  "'; DROP TABLE x; --",
]

test.each(odd.map((text) => [JSON.stringify(text), text] as const))(
  'a title like %s is kept as text, or refused',
  async (_, text) => {
    const api = await startOwn()
    const title = `a ${text} b`
    const yaml = controlText().replace(
      'title: Our buckets keep versions',
      () => `title: ${JSON.stringify(title)} # ${text}`,
    )
    const control = await api.call('/own-controls', { method: 'POST', body: { text: yaml } })
    const policy = await api.call('/own-policies', {
      method: 'POST',
      body: { cloud: 'aws', title, description: text, controls: [48] },
    })
    const copy = await api.call('/controls/4/copy', { method: 'POST', body: { title } })
    expect([201, 400]).toContain(control.status)
    expect([201, 400]).toContain(policy.status)
    expect([201, 400]).toContain(copy.status)
    const reads = [
      '/own-controls',
      '/own-controls/900001',
      '/own-controls/900001/versions',
      '/own-controls/900002',
      '/own-controls/900001/file',
      '/own-policies',
      '/policies?pageSize=500',
      '/controls?pageSize=500',
      '/own-controls/export',
      '/own-controls/900001/versions/1',
    ]
    for (const path of reads) expect([200, 404], path).toContain((await api.call(path)).status)
    const put = await api.call('/own-controls/900001', { method: 'PUT', body: { text: yaml } })
    expect([200, 404, 400]).toContain(put.status)
    const { files } = (await api.call('/own-controls/export')).json
    for (const file of Object.keys(files)) expect(file).toMatch(/^own\/\w+\/[\w.-]+$/)
    expect((await api.call('/own-controls')).json.items.map(({ title: shown }: { title: string }) => shown)).toEqual(
      [control, copy].filter(({ status }) => status === 201).map(() => title),
    )
    await api.settled()
  },
)

test.each([
  ['GET', '/own-controls/99999999999999999999'],
  ['GET', '/own-controls/-1'],
  ['GET', '/own-controls/0'],
  ['GET', '/own-controls/1.5'],
  ['GET', '/own-controls/%00'],
  ['GET', '/own-controls/abc/versions'],
  ['GET', '/own-controls/1/versions/0'],
  ['POST', '/controls/abc/copy'],
  ['GET', '/own-policies/oracle/a'],
  ['GET', '/own-policies?page=0'],
  ['GET', '/own-controls?surprise=1'],
  ['POST', '/own-controls'],
  ['PUT', '/own-controls/900001'],
  ['POST', '/own-controls/import'],
  ['POST', '/own-controls/trial'],
])('%s %s is a bad request that says why', async (method, path) => {
  const { call } = await startOwn()
  const { status, json } = await call(path, { method, ...(method === 'GET' ? {} : { body: { surprise: 1 } }) })
  expect([status, json.errors?.length > 0]).toEqual([400, true])
})

test('an import of odd paths and texts is refused, never an error of the worker', async () => {
  const { call } = await startOwn()
  for (const [path, text] of [
    ['__proto__', 'a'],
    ['constructor.policy.yaml', 'a'],
    ['own/aws/a.policy.yaml', '\u0000'],
    ['own/aws/a.policy.yaml', '[[[['.repeat(10_000)],
    ['own/aws/a.policy.yaml', '- '.repeat(30_000)],
    ['own/aws/a.policy.yaml', '{a: '.repeat(20_000)],
    ['own/aws/a.policy.yaml', ''],
    ['', ''],
  ] as const) {
    const body = `{"files":{${JSON.stringify(path)}:${JSON.stringify(text)}}}`
    const { status } = await call('/own-controls/import', { method: 'POST', body })
    expect(status === 400 || (path === '__proto__' && status === 201), path + text.slice(0, 9)).toBe(true)
  }
})
