import type { AdvancedFieldSelector } from '@aws-sdk/client-cloudtrail'
import { describe, expect, test } from 'vitest'
import { managementEvents, s3ObjectSelector } from '../../../worker/facts/event-selectors.ts'

const field = (Field: string, rest: Partial<AdvancedFieldSelector>): AdvancedFieldSelector => ({ Field, ...rest })
const advanced = (...FieldSelectors: AdvancedFieldSelector[]) => ({ AdvancedEventSelectors: [{ FieldSelectors }] })
const management = field('eventCategory', { Equals: ['Management'] })

describe('management events', () => {
  test('are all recorded by a trail without selectors', () => {
    expect(managementEvents({})).toEqual({ events: 'All', excluded: [] })
    expect(managementEvents({ EventSelectors: [] })).toEqual({ events: 'All', excluded: [] })
  })

  test('are not recorded where a selector says no, or says nothing of management', () => {
    expect(managementEvents({ EventSelectors: [{ IncludeManagementEvents: false }] }).events).toBe('none')
    expect(managementEvents(advanced(field('eventCategory', { Equals: ['Data'] }))).events).toBe('none')
  })

  test('of a service are left out only where every selector leaves them out', () => {
    const without = {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      ExcludeManagementEventSources: ['kms.amazonaws.com'],
    } as const
    const selectors = {
      EventSelectors: [{ ...without, ExcludeManagementEventSources: [...without.ExcludeManagementEventSources] }],
    }
    expect(managementEvents(selectors)).toEqual({ events: 'All', excluded: ['kms.amazonaws.com'] })
    const more = [...selectors.EventSelectors, { ReadWriteType: 'All' as const, IncludeManagementEvents: true }]
    expect(managementEvents({ EventSelectors: more })).toEqual({ events: 'All', excluded: [] })
  })

  test.each([
    [field('eventSource', { NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }), 'All'],
    [field('eventSource', { NotEquals: ['iam.amazonaws.com'] }), 'none'],
    [field('eventSource', { Equals: ['iam.amazonaws.com'] }), 'none'],
    [field('eventName', { StartsWith: ['Delete'] }), 'none'],
    [field('readOnly', { Equals: ['true'] }), 'ReadOnly'],
    [field('readOnly', { Equals: ['false'] }), 'WriteOnly'],
    [field('readOnly', { NotEquals: ['true'] }), 'none'],
  ])('are recorded by an advanced selector with %j: %s', (selector, events) => {
    expect(managementEvents(advanced(management, selector)).events).toBe(events)
  })
})

describe('events of the objects of all buckets', () => {
  const data = [field('eventCategory', { Equals: ['Data'] }), field('resources.type', { Equals: ['AWS::S3::Object'] })]

  test.each([
    [[], true],
    [[field('resources.ARN', { StartsWith: ['arn:aws:s3:::'] })], true],
    [[field('eventSource', { Equals: ['s3.amazonaws.com'] })], true],
    [[field('resources.ARN', { StartsWith: ['arn:aws:s3:::orders/'] })], false],
    [[field('resources.ARN', { NotStartsWith: ['arn:aws:s3:::orders/'] })], false],
    [[field('resources.ARN', { StartsWith: ['arn:aws:s3'], NotEquals: ['arn:aws:s3:::a'] })], false],
    [[field('eventName', { Equals: ['PutObject'] })], false],
    [[field('userIdentity.arn', { NotEquals: ['arn:aws:iam::1:user/a'] })], false],
  ])('are recorded by an advanced selector with %j: %s', (more, does) => {
    expect(s3ObjectSelector(advanced(...data, ...more), 'write', 'aws') !== undefined).toBe(does)
  })

  test('are those of the partition', () => {
    const selectors = {
      EventSelectors: [
        { ReadWriteType: 'All' as const, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws-cn:s3'] }] },
      ],
    }
    expect(s3ObjectSelector(selectors, 'read', 'aws-cn')).toBe('event selector 1')
    expect(s3ObjectSelector(selectors, 'read', 'aws')).toBeUndefined()
  })
})
