import { type AwsEstate, emptyAccount } from './estate.ts'
import { policyDocument } from './policies.ts'

/** Texts that break what is careless with text: markup, formulas, right-to-left and invisible characters, sheer length. */
export const hostileTexts: Readonly<Record<string, string>> = {
  markup: '<img src=x onerror=alert(1)>',
  script: '</script><script>alert(document.domain)</script>',
  attribute: `" onmouseover="alert(1)" x='`,
  formula: `=cmd|'/C calc'!A0`,
  at: '@SUM(1+1)*cmd',
  plus: '+1+1',
  rightToLeft: '\u202Egnp.exe\u202C\u200F',
  zeroWidth: 'ad\u200Bmin\u200D\uFEFF',
  combining: `z${'\u0335\u0321'.repeat(40)}`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are the point
  template: '{{constructor.constructor("alert(1)")()}} ${7*7} {name}',
  link: 'javascript:alert(1)',
  newline: 'one\ntwo\r\n\tthree',
  sql: `'); DROP TABLE resources; --`,
  prototype: '__proto__',
  long: 'W'.repeat(10_000),
}

/** An account whose names, tags and descriptions are hostile wherever AWS, or a laxer service, lets them be. */
export function hostileAwsEstate(): AwsEstate {
  const created = '2024-01-01T00:00:00.000Z'
  const region = 'us-east-1'
  const vpc = 'vpc-0bad000000000000a'
  const texts = Object.entries(hostileTexts)
  const id = (prefix: string, index: number) => `${prefix}-0bad${index.toString(16).padStart(13, '0')}`
  const account = emptyAccount('444455556666')
  account.alias = hostileTexts.markup ?? ''
  account.vpcs = [{ id: vpc, region, cidr: '10.0.0.0/16', tags: { Name: hostileTexts.script ?? '' } }]
  account.users = texts
    .filter(([kind]) => kind !== 'newline')
    .map(([, text]) => ({ name: text, created, password: { changed: created } }))
  account.users.push({ name: 'comma,in,name', created, password: { changed: created }, mfa: 'virtual' })
  account.securityGroups = texts.map(([kind, text], index) => ({
    ...{ id: id('sg', index), region, vpc, name: text, description: text, tags: { Name: text, [text]: kind } },
    inbound: [{ protocol: 'tcp', from: 22, to: 22, cidrs: ['0.0.0.0/0'] }],
    outbound: [],
  }))
  account.instances = texts.map(([, text], index) => ({
    ...{
      id: id('i', index),
      region,
      vpc,
      subnet: 'subnet-0bad',
      type: 't3.nano',
      image: 'ami-0bad',
      launched: created,
    },
    ...{
      tags: { Name: text, [text]: text },
      groups: [id('sg', index)],
      privateIp: '10.0.0.1',
      tokens: 'optional' as const,
    },
  }))
  account.buckets = [
    {
      ...{ name: 'hostile-policy', region, created },
      policy: policyDocument({
        ...{ Sid: hostileTexts.markup, Effect: 'Allow', Principal: '*', Action: 's3:*' },
        Resource: 'arn:aws:s3:::hostile-policy/*',
      }),
    },
    { name: 'hostile-logging', region, created, logging: { bucket: hostileTexts.formula ?? '' } },
    {
      name: 'hostile-json',
      region,
      created,
      policy: '{"Statement":[{"Effect":"Allow","Principal":{"__proto__":"*"}}]}',
    },
    { name: 'deep-json', region, created, policy: `{"Statement":${'['.repeat(5000)}${']'.repeat(5000)}}` },
  ]
  return { accounts: [account] }
}
