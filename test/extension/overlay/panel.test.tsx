import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { Panel } from '../../../extension/overlay/panel.tsx'
import type { PanelProps } from '../../../extension/overlay/panel-props.ts'
import type { Details } from '../../../extension/sync/messages.ts'
import type { Control } from '../../../shared/control.ts'
import type { Evaluation } from '../../../shared/evaluation.ts'
import type { ResourceRef } from '../../../shared/resource.ts'
import { exampleIds } from '../../shared/console-links/example-ids.ts'

const bucket = exampleIds['aws.s3.bucket'] as ResourceRef

const control = (change: Partial<Control> = {}): Control => ({
  cid: 48,
  slug: 'aws/s3/bucket-versioning',
  title: 'Ensure versioning is enabled for S3 buckets',
  cloud: 'aws',
  service: 'S3',
  resources: ['aws.s3.bucket'],
  criticality: 'HIGH',
  evaluates: 'Whether versions are kept.',
  rationale: 'They can be restored.',
  remediation: { view: 'properties', steps: ['Open {name}.'], cli: 'aws s3 x {name}', terraform: 'b = "{name}"' },
  references: ['https://docs.example/a', 'javascript:alert(1)'],
  policies: [],
  ...change,
})

const evaluation = (change: Partial<Evaluation> = {}): Evaluation => ({
  cid: 48,
  resourceId: bucket.id,
  result: 'FAIL',
  evidence: [{ setting: 'Versioning Status', actual: 'Suspended', expected: 'Enabled' }],
  firstEvaluated: '2026-05-01T00:00:00Z',
  lastEvaluated: '2026-05-31T00:00:00Z',
  ...change,
})

const details = (change: Partial<Details> = {}): Details => ({
  resource: bucket,
  findings: [{ control: control(), evaluation: evaluation() }],
  synced: '2026-06-01T11:57:00Z',
  ...change,
})

const root = document.createElement('div')
document.body.append(root)
afterEach(() => render(null, root))

function show(content: PanelProps['content'], props: Partial<PanelProps> = {}) {
  const intents = { onReevaluate: vi.fn(), onClose: vi.fn(), onRetry: vi.fn() }
  const all: PanelProps = { content, now: new Date('2026-06-01T12:00:00Z'), form: 'drawer', ...intents, ...props }
  act(() => render(<Panel {...all} />, root))
  return intents
}

const ready = (change: Partial<Details> = {}) => ({ kind: 'ready', details: details(change) }) as const
const shown = () => {
  const copy = root.cloneNode(true) as HTMLElement
  for (const style of copy.querySelectorAll('style')) style.remove()
  return (copy.textContent ?? '').replace(/\s+/g, ' ')
}
const button = (name: RegExp) =>
  [...root.querySelectorAll('button')].find((one) => name.test(one.getAttribute('aria-label') ?? one.textContent ?? ''))

test('the panel shows evidence, life, steps and code for this very resource', () => {
  show(ready())
  expect([...root.querySelectorAll('tbody tr')].map((row) => row.textContent)).toEqual([
    'Versioning StatusSuspendedEnabled',
  ])
  expect(shown()).toContain(`Open ${bucket.name}.`)
  expect([...root.querySelectorAll('pre')].map((code) => code.textContent)).toEqual([
    `aws s3 x ${bucket.name}`,
    `b = "${bucket.name}"`,
  ])
  expect(shown()).toMatch(/First evaluated31 days ago.*Last evaluatedyesterday.*Last reopenednever.*Last fixednever/)
  expect(shown()).toContain('Synced 3 minutes ago')
})

test('the jump leads to the fix in the session of the tab, and says when it leads only near', () => {
  const tabUrl = 'https://111122223333-efxjjxho.us-east-1.console.aws.amazon.com/s3/buckets'
  show(ready(), { tabUrl })
  const jump = () => root.querySelector<HTMLAnchorElement>('.jump a')
  expect(jump()?.textContent).toBe('Jump to the fix')
  expect(jump()?.href).toBe(
    `https://111122223333-efxjjxho.eu-west-1.console.aws.amazon.com/s3/buckets/${bucket.name}?region=eu-west-1&tab=properties`,
  )
  const project = exampleIds['gcp.project'] as ResourceRef
  const list = control({ remediation: { view: 'networks', steps: ['Delete it.'] } })
  show(ready({ resource: project, findings: [{ control: list, evaluation: evaluation() }] }))
  expect(shown()).toContain('look for the name in the list')
})

test('a resource without a safe address has no link', () => {
  show(ready({ resource: { ...bucket, id: 'arn:aws:s3:::a?b' } }))
  expect(root.querySelector('.jump a')).toBeNull()
  expect(shown()).toContain('No console page is known')
})

test('only https references become links', () => {
  show(ready())
  expect([...root.querySelectorAll<HTMLAnchorElement>('.references a')].map((link) => link.href)).toEqual([
    'https://docs.example/a',
  ])
})

test('what could not be judged names the missing permission', () => {
  const unknown = evaluation({
    result: 'UNKNOWN',
    evidence: [
      { setting: 'Versioning Status', actual: 'Could not be read: denied', expected: 'needs s3:GetBucketVersioning' },
    ],
  })
  show(ready({ findings: [{ control: control(), evaluation: unknown }] }))
  expect(shown()).toContain('1 control could not be judged')
  expect(shown()).toContain('Give the connector the permission s3:GetBucketVersioning, then re-evaluate.')
  expect(root.querySelector('.mark')?.textContent).toBe('?')
})

test('names are text, and hide nothing', () => {
  const name = '<img src=x onerror=alert(1)>\u202egnp\u200b'
  show(ready({ resource: { ...bucket, name } }))
  expect(root.querySelector('img')).toBeNull()
  expect(root.querySelector('h2 bdi')?.textContent).toMatch(/^<img src=x onerror=alert\(1\)>.U\+202E.gnp.U\+200B.$/)
})

test('re-evaluation is asked for one control or for all, once at a time, and its failure is told', () => {
  const idle = show(ready())
  act(() => button(/^Re-evaluate all/)?.click())
  act(() => button(/^Re-evaluate: /)?.click())
  expect(idle.onReevaluate.mock.calls).toEqual([[bucket.id], [bucket.id, 48]])
  const busy = show(ready(), { busy: 48, problem: 'No worker answers.' })
  act(() => button(/^Re-evaluat(e all|ing)/)?.click())
  expect(busy.onReevaluate).not.toHaveBeenCalled()
  expect(root.querySelector('[role=alert]')?.textContent).toBe('No worker answers.')
})

test('there is a state for waiting, for nothing found and for a failure', () => {
  show({ kind: 'loading', name: 'orders' })
  expect(shown()).toContain('Reading the findings')
  show({ kind: 'clean', name: 'orders' })
  expect(shown()).toContain('Nothing is out of plumb here.')
  const { onRetry } = show({ kind: 'problem', problem: 'Pair Plumbline first.' })
  expect(shown()).toContain('Pair Plumbline first.')
  act(() => button(/Try again/)?.click())
  expect(onRetry).toHaveBeenCalled()
})
