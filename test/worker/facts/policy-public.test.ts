import { describe, expect, test } from 'vitest'
import { parsePolicy } from '../../../worker/facts/iam-policy.ts'
import { publicStatements, restrictingKeys } from '../../../worker/facts/policy-public.ts'

type Statement = Record<string, unknown>

const judge = (...statements: Statement[]) =>
  publicStatements(
    parsePolicy(
      JSON.stringify({
        Statement: statements.map((one) => ({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...one })),
      }),
    ),
  )
const isPublic = (statement: Statement) => judge(statement).length > 0
const under = (Condition: unknown) => isPublic({ Principal: '*', Condition })

describe('everyone is', () => {
  test.each([
    ['*'],
    [{ AWS: '*' }],
    [{ AWS: ['*'] }],
    [{ AWS: ['111122223333', '*'] }],
    [{ CanonicalUser: '*' }],
    [{ Federated: '*' }],
    [{ AWS: 'arn:aws:iam::*:root' }],
    [{ AWS: 'arn:aws-cn:iam::*:role/x' }],
    [{ Service: 'logging.s3.amazonaws.com', AWS: '*' }],
  ])('%j', (Principal) => {
    expect(isPublic({ Principal })).toBe(true)
  })

  test('all but those whom NotPrincipal names', () => {
    expect(isPublic({ NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } })).toBe(true)
  })
})

test.each([
  [{ AWS: '111122223333' }],
  [{ AWS: 'arn:aws:iam::111122223333:root' }],
  [{ Service: 'cloudfront.amazonaws.com' }],
  [{ AWS: [] }],
  [{}],
])('%j is not everyone', (Principal) => {
  expect(isPublic({ Principal })).toBe(false)
})

test('a Deny lets nobody in', () => {
  expect(isPublic({ Effect: 'Deny', Principal: '*' })).toBe(false)
})

describe('a condition that pins who asks, or from where', () => {
  test.each([
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    [{ stringequals: { 'AWS:PRINCIPALORGID': ['o-a1b2c3d4e5', 'o-f6g7h8i9j0'] } }],
    [{ StringLike: { 'aws:SourceAccount': '111122223333' } }],
    [{ StringEquals: { 'aws:SourceAccount': 111122223333 } }],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } }],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/*' } }],
    [{ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::one-bucket' } }],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
    [{ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }],
    [{ StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }],
    [{ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:111122223333:accesspoint/*' } }],
    [{ StringEquals: { 'aws:VpceAccount': '111122223333' } }],
    [{ StringEquals: { 'aws:VpceOrgID': 'o-a1b2c3d4e5' } }],
    [{ 'ForAnyValue:StringLike': { 'aws:VpceOrgPaths': 'o-a1b2c3d4e5/r-1/*' } }],
    [{ StringLike: { 'aws:userid': 'AROAEXAMPLEID:*' } }],
    [{ IpAddress: { 'aws:SourceIp': '203.0.113.7' } }],
    [{ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16', 'fd00::/8', '2001:db8::/32'] } }],
    [{ Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } }],
    [{ StringEquals: { 'kms:CallerAccount': '111122223333' } }],
    [{ StringEquals: { 'kms:ViaService': ['s3.eu-west-1.amazonaws.com', 'rds.eu-west-1.amazonaws.com'] } }],
    [{ StringLike: { 'kms:ViaService': 'ec2.*.amazonaws.com' } }],
    [{ 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } }],
    [{ StringEquals: { 'aws:CalledViaFirst': 'cloudformation.amazonaws.com' } }],
    [{ StringEquals: { 'aws:CalledViaLast': 'dynamodb.amazonaws.com' } }],
    [{ StringEquals: { 'lambda:EventSourceToken': 'amzn1.ask.skill.1' } }],
    [{ StringLike: { 'SNS:Endpoint': '*@example.com' } }],
    [{ StringLike: { 'sns:Endpoint': 'https://hooks.example.com/*' }, StringEquals: { 'sns:Protocol': 'https' } }],
  ])('%j closes it', (condition) => {
    expect(under(condition)).toBe(false)
  })
})

describe('a condition that leaves it open', () => {
  test.each([
    [{ Bool: { 'aws:SecureTransport': 'true' } }],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    [{ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }],
    [{ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-1/' } }],
    [{ Null: { 'aws:PrincipalOrgID': 'false' } }],
    [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    [{ StringLike: { 'aws:SourceAccount': ['111122223333', '*'] } }],
    [{ StringEquals: { 'aws:SourceAccount': '$' + '{aws:PrincipalAccount}' } }],
    [{ StringEquals: { 'aws:SourceAccount': [] } }],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:topic' } }],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }],
    [{ StringLike: { 'aws:SourceArn': '*' } }],
    [{ StringLike: { 'aws:userid': '*' } }],
    [{ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    [{ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/1'] } }],
    [{ IpAddress: { 'aws:SourceIp': '2000::/3' } }],
    [{ IpAddress: { 'aws:SourceIp': '::ffff:0.0.0.0/96' } }],
    [{ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', 'anywhere/32'] } }],
    [{ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:*:accesspoint/*' } }],
    [{ StringLike: { 'aws:VpceOrgID': '*' } }],
    [{ IpAddress: { 'aws:SourceIp': Array.from({ length: 256 }, (_, index) => `${index}.0.0.0/8`) } }],
    [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    [{ StringEquals: { 'aws:SourceIp': '203.0.113.7' } }],
    [{ StringEquals: { 'aws:UserAgent': 'secret' } }],
    [{ StringLike: { 'kms:CallerAccount': '*' } }],
    [{ StringLike: { 'kms:ViaService': '*.amazonaws.com' } }],
    [{ 'ForAllValues:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } }],
    [{ StringLike: { 'lambda:EventSourceToken': '*' } }],
    [{ StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } }],
    [{ StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } }],
    [{ Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }],
    [{ StringLike: { 'sns:Endpoint': '*@gmail.com' } }],
    [{ StringLike: { 'sns:Endpoint': ['*@example.com', '*'] } }],
    [{ StringEquals: { 'sns:Protocol': 'https' } }],
    [{}],
  ])('%j', (condition) => {
    expect(under(condition)).toBe(true)
  })
})

test('statements are told by Sid or place, and a Deny that narrows them is named', () => {
  expect(judge({ Sid: 'One', Principal: '*' }, { Principal: '*' })).toEqual(['One', 'statement 2'])
  const deny = { Sid: 'Close', Effect: 'Deny', Principal: '*' }
  const narrowing = { ...deny, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }
  expect(judge({ Sid: 'One', Principal: '*' }, narrowing)).toEqual(['One (narrowed by the Deny of Close)'])
  expect(judge({ Sid: 'One', Principal: '*' }, deny)).toEqual(['One'])
})

test('what keeps strangers out is told by its keys, and only of statements for everyone', () => {
  const keysOf = (...Statement: Statement[]) =>
    restrictingKeys(parsePolicy(JSON.stringify({ Statement: Statement.map((one) => ({ Effect: 'Allow', ...one })) })))
  const Condition = {
    StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'aws:UserAgent': 'x' },
    Bool: { 'aws:SecureTransport': 'true' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:t' },
  }
  expect(keysOf({ Principal: '*', Condition }, { Principal: '*', Condition })).toEqual([
    'aws:principalorgid',
    'aws:sourcearn',
  ])
  expect(keysOf({ Principal: { AWS: '111122223333' }, Condition })).toEqual([])
  expect(keysOf({ Effect: 'Deny', Principal: '*', Condition })).toEqual([])
})

test('a single statement needs no list', () => {
  expect(publicStatements(parsePolicy('{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}'))).toEqual([
    'statement 1',
  ])
})

test.each([
  '',
  'null',
  '[]',
  '{}',
  '{"Statement":"x"}',
  '{"Statement":[{"Effect":"allow"}]}',
  '{"Statement":[{}]}',
  '{"Stat',
])('what is no policy is refused, never taken for a private one: %s', (text) => {
  expect(() => parsePolicy(text)).toThrow()
})
