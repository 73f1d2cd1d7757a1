import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { gcpRole } from '../../../worker/connectors/gcp-role.ts'

const role = gcpRole(['storage.buckets.list', 'compute.firewalls.list', 'storage.buckets.list'])

test('the custom role holds each permission once, and what the connector itself needs', () => {
  expect(parse(role.yaml)).toEqual({
    title: 'Plumbline reader',
    description: expect.any(String),
    stage: 'GA',
    includedPermissions: ['compute.firewalls.list', 'resourcemanager.projects.get', 'storage.buckets.list'],
  })
  expect(JSON.parse(role.json)).toEqual({ roleId: role.id, role: parse(role.yaml) })
})

test('the commands turn on the APIs that the permissions belong to', () => {
  const apis = ['cloudresourcemanager.googleapis.com', 'compute.googleapis.com', 'storage.googleapis.com']
  expect(role.apis).toEqual(apis)
  expect(role.commands[0]).toContain(apis.join(' '))
})
