import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { fillShell, fillTerraform, fillText, valuesOf } from '../../../extension/overlay/fill.ts'
import { exampleIds } from '../../shared/console-links/example-ids.ts'

const named = (name: string) => ({ name, id: 'id', shortId: 'short', region: 'eu-west-1', account: '111122223333' })

const names = [
  'plain-name_1.x',
  'two words',
  "it's",
  '$(touch /tmp/never)',
  '`id`; rm -rf x',
  '"; echo never; "',
  '\\',
  'a\nb',
  'zero\u200bwidth',
  '\u202egnp.exe',
  '!history',
  '~',
  '*',
  "'; echo '",
  '$\u200b(id)\'"\\',
]

test.each(names)('a shell reads %j back as one word, in every kind of quotes', (name) => {
  for (const template of ['{name}', "'{name}'", '"{name}"', '"a"{name}\'b\'']) {
    const command = fillShell(`printf %s ${template}`, named(name))
    const { stdout } = spawnSync('bash', ['-c', command], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } })
    expect(stdout).toBe(
      template
        .replace(/"a"|'b'/g, (part) => part.slice(1, -1))
        .replace(/^['"]|['"]$/g, '')
        .replace('{name}', name),
    )
  }
})

test('a command shows what would not show', () => {
  expect(fillShell('aws {name}', named('a\u200bb'))).toBe("aws $'a\\U0000200bb'")
})

test('braces that are no placeholders stay', () => {
  expect(fillShell(`--policy '{"a":{"b":"{name}"}}' {other}`, named('x'))).toBe(`--policy '{"a":{"b":"x"}}' {other}`)
})

test('a value is not filled in again', () => {
  expect(fillShell('{name} {id}', named('{id}'))).toBe("'{id}' id")
  expect(fillTerraform('"{name}"', named('{id}'))).toBe('"{id}"')
})

test('Terraform code cannot be broken out of', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own templates look the same
  expect(fillTerraform('bucket = "{name}"', named('a"b\\${file("x")}%{if}'))).toBe(
    'bucket = "a\\"b\\\\$${file(\\"x\\")}%%{if}"',
  )
})

test('steps set the resource’s own words apart', () => {
  expect(fillText('Open {name} in {region}.', named('b<1>')).map(({ text, isValue }) => [text, isValue])).toEqual([
    ['Open ', false],
    ['b<1>', true],
    [' in ', false],
    ['eu-west-1', true],
    ['.', false],
  ])
})

test('the short id is the one that the console prints', () => {
  const group = exampleIds['aws.ec2.security-group']
  expect(group && valuesOf(group).shortId).toBe('sg-0a1b2c3d')
})

test('the commands of Azure know the resource group by the id, and no other cloud has one', () => {
  const resource = { ...named('vm-1'), type: 'azure.compute.virtual-machine', cloud: 'azure' as const }
  const id = '/subscriptions/0/resourceGroups/rg two/providers/Microsoft.Compute/virtualMachines/vm-1'
  expect(fillShell('az -g {resourceGroup} -n {name}', valuesOf({ ...resource, id }))).toBe("az -g 'rg two' -n vm-1")
  expect(valuesOf(resource)).not.toHaveProperty('resourceGroup')
})
