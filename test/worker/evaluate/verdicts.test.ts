import { expect, test } from 'vitest'
import { loadEvaluator } from '../../../worker/evaluate/index.ts'
import { controlText, door, evaluatorOf, folderOf, judge, now, types } from './shop.ts'

const denied = {
  field: 'colour',
  operation: 'shop:GetColour',
  permission: 'shop:ReadColour',
  reason: 'Access to the colour was refused.',
}
const rows = [
  { setting: 'Paint', actual: 'resource.colour', expected: 'red' },
  { setting: 'State', actual: 'resource.state', expected: 'closed' },
]

test('an unread field that the check mentions is UNKNOWN, with the reason and the missing permission', () => {
  const check = 'resource.state == "closed" || resource.colour == "red"'
  const verdict = judge(check, door({ state: 'closed' }, { unread: [denied] }), { evidence: rows })
  expect(verdict).toEqual({
    cid: 1,
    result: 'UNKNOWN',
    evidence: [
      {
        setting: 'Paint',
        actual: 'Could not be read: Access to the colour was refused.',
        expected: 'needs shop:ReadColour',
      },
    ],
  })
})

test('without a known permission the evidence expects what the control does', () => {
  const { permission: _, ...failed } = denied
  const verdict = judge('resource.colour == "red"', door({}, { unread: [failed] }), { evidence: rows })
  expect(verdict?.evidence[0]?.expected).toBe('red')
})

test('an unread field that the check does not mention changes only its own evidence', () => {
  const verdict = judge('resource.state == "closed"', door({ state: 'closed' }, { unread: [denied] }), {
    evidence: rows,
  })
  expect(verdict?.result).toBe('PASS')
  expect(verdict?.evidence[0]?.actual).toBe('Could not be read: Access to the colour was refused.')
})

test('a resource that `when` leaves out has no verdict, even where the check could not be read', () => {
  const when = 'resource.state == "open"'
  const input = (state: string) => door({ state }, { unread: [denied] })
  expect(judge('resource.colour == "red"', input('closed'), { when })).toBeUndefined()
  expect(judge('resource.colour == "red"', input('open'), { when })?.result).toBe('UNKNOWN')
})

test('a `when` that could not be read, or has no answer, is UNKNOWN', () => {
  const check = 'resource.state == "closed"'
  expect(judge(check, door({}, { unread: [denied] }), { when: 'resource.colour == "red"' })?.result).toBe('UNKNOWN')
  expect(judge(check, door({}), { when: 'resource.height > 3' })?.result).toBe('UNKNOWN')
})

test('what could not be read of a related resource is UNKNOWN', () => {
  const reads = (relation: string) => ({ id: 'w', config: { isDry: true }, unread: [{ ...denied, field: relation }] })
  const check = 'related.wall.isDry'
  const wall = (value: ReturnType<typeof reads> | 'unread' | null) =>
    judge(check, door({}, { related: { wall: value, guards: [] } }))
  expect(wall(reads('isDry'))?.result).toBe('UNKNOWN')
  expect(wall(reads('isDry'))?.evidence[0]?.expected).toBe('needs shop:ReadColour')
  expect(wall(reads('material'))?.result).toBe('PASS')
  expect(wall('unread')?.result).toBe('UNKNOWN')
  expect(wall('unread')?.evidence[0]?.actual).toMatch(/not among the resources/)
  expect(judge('!has(related.wall)', door({}, { related: { wall: null } }))?.result).toBe('PASS')
  expect(judge('!has(related.wall)', door({}, { related: {} }))?.result).toBe('UNKNOWN')
})

test('one of many related resources that could not be read is enough for UNKNOWN', () => {
  const guards = [
    { id: 'a', config: { isDry: true }, unread: [] },
    { id: 'b', config: {}, unread: [{ ...denied, field: 'isDry' }] },
    { id: 'c', config: {}, unread: [{ ...denied, field: 'isDry' }] },
  ]
  const verdict = judge('related.guards.all(guard, guard.isDry)', door({}, { related: { guards } }))
  expect(verdict?.result).toBe('UNKNOWN')
  expect(verdict?.evidence).toHaveLength(1)
  const names = judge('related.guards.exists(guard, guard.id == "b")', door({}, { related: { guards } }))
  expect(names?.result).toBe('PASS')
})

test('the relations that controls read are named, evidence included', () => {
  const evidence = [{ setting: 'Guards', actual: 'related.guards.map(guard, guard.id)', expected: 'none' }]
  expect(evaluatorOf({ check: 'has(related.wall)', evidence }).relationsUsed('aws.shop.door')).toEqual([
    'wall',
    'guards',
  ])
  expect(evaluatorOf({ check: 'true' }).relationsUsed('aws.shop.wall')).toEqual([])
})

test('several checks under one number: it fails if one does, else it is unknown if one is', () => {
  const part = (title: string, check: string) => ({
    title,
    check,
    evidence: [
      { setting: 'State', actual: 'resource.state', expected: 'closed' },
      { setting: title, actual: 'resource.height', expected: 'low' },
    ],
  })
  const checks = [part('Shut', 'resource.state == "closed"'), part('Low', 'resource.height < 3')]
  const evaluator = evaluatorOf({ checks })
  const verdict = (config: Record<string, unknown>) => evaluator.evaluate(door(config), now)[0]
  expect(verdict({ state: 'closed', height: 1 })?.result).toBe('PASS')
  expect(verdict({ state: 'open', height: 1 })?.result).toBe('FAIL')
  expect(verdict({ state: 'open' })?.result).toBe('FAIL')
  expect(verdict({ state: 'closed' })?.result).toBe('UNKNOWN')
  expect(verdict({ state: 'closed', height: 1 })?.evidence).toEqual([
    { setting: 'Shut: State', actual: 'closed', expected: 'closed' },
    { setting: 'Shut', actual: '1', expected: 'low' },
    { setting: 'Low: State', actual: 'closed', expected: 'closed' },
    { setting: 'Low', actual: '1', expected: 'low' },
  ])
})

test('parameters are typed by their defaults and compare with what the resource has', () => {
  const parameters = {
    max: { label: 'Highest', default: 3 },
    colours: { label: 'Colours', default: ['red', 'blue'] },
    sizes: { label: 'Sizes', default: [1, 2] },
    weight: { label: 'Weight', default: 1.5 },
  }
  const check = `resource.height <= parameters.max && resource.colour in parameters.colours &&
    resource.sizes.all(size, size in parameters.sizes) && resource.weight > parameters.weight`
  const config = { height: 3, colour: 'blue', sizes: [2], weight: 2 }
  expect(judge(check, door(config), { parameters })?.result).toBe('PASS')
  expect(judge(check, door({ ...config, height: 4 }), { parameters })?.result).toBe('FAIL')
})

test('a resource of a type without controls has no verdicts', () => {
  expect(evaluatorOf({ check: 'true' }).evaluate({ ...door(), type: 'aws.shop.wall' }, now)).toEqual([])
})

test('controls say which policies hold them, and which service they belong to', () => {
  const root = folderOf({
    'aws/shop/door.yaml': controlText({ check: 'true' }),
    'aws/basics.policy.yaml': 'title: Basics\ndescription: The basics.\ncontrols: [1]\n',
  })
  const { controls, policies } = loadEvaluator({ root, types })
  expect(controls).toEqual([
    expect.objectContaining({ cid: 1, slug: 'aws/shop/door', service: 'Shop', cloud: 'aws', policies: ['aws/basics'] }),
  ])
  expect(controls[0]).not.toHaveProperty('check')
  expect(policies).toEqual([
    { slug: 'aws/basics', cloud: 'aws', title: 'Basics', description: 'The basics.', controls: [1] },
  ])
})
