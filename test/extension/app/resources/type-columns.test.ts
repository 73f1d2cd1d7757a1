import { expect, test } from 'vitest'
import { fieldsOf, typesWithFields } from '../../../../extension/app/resources/type-columns.ts'
import { resourceTypes } from '../../../../worker/collect/index.ts'

test.each(typesWithFields)('F087 the columns of %s are fields that the worker knows', (type) => {
  const known = Object.keys(resourceTypes.get(type)?.fields.shape ?? {})
  expect(known).toEqual(expect.arrayContaining([...fieldsOf(type)]))
  expect(fieldsOf(type).length, 'the API tells ten at most').toBeLessThanOrEqual(10)
})

test('F087 a type without columns of its own has those of every resource', () => {
  expect(fieldsOf('aws.sqs.queue')).toEqual([])
  expect(fieldsOf('constructor')).toEqual([])
  expect(fieldsOf(undefined)).toEqual([])
})
