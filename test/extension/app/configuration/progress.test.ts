import { expect, test } from 'vitest'
import { servicesOf } from '../../../../extension/app/configuration/progress/services.ts'

const cell = (service: string, region: string, over = {}) => ({
  ...{ service, region, waiting: 0, reading: 0, done: 0, failed: 0, resources: 0 },
  ...over,
})

test('F035 services that are read or failed stand before those that wait or are done', () => {
  const services = servicesOf([
    cell('S3', 'global', { done: 2, resources: 7 }),
    cell('IAM', 'global', { waiting: 3 }),
    cell('VPC', 'us-east-1', { failed: 1, done: 4 }),
    cell('EC2', 'eu-west-1', { reading: 1 }),
  ])
  expect(services.map(({ name, state }) => [name, state])).toEqual([
    ['EC2', 'reading'],
    ['VPC', 'failed'],
    ['IAM', 'waiting'],
    ['S3', 'done'],
  ])
})

test('F035 a service counts its parts and resources over all regions, and is read until the last one is', () => {
  const [service] = servicesOf([
    cell('EC2', 'us-east-1', { waiting: 2 }),
    cell('EC2', 'eu-west-1', { done: 1, failed: 1, resources: 12 }),
  ])
  expect(service).toMatchObject({ state: 'reading', done: 2, all: 4, failed: 1, resources: 12 })
  expect(service?.regions.map(({ region, state }) => [region, state])).toEqual([
    ['eu-west-1', 'failed'],
    ['us-east-1', 'waiting'],
  ])
})
