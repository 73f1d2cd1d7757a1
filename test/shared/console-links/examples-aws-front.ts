import type { ResourceRef } from '../../../shared/resource.ts'

const account = '111122223333'
const arn = (service: string, rest: string, region = 'eu-west-1') => `arn:aws:${service}:${region}:${account}:${rest}`

const front = (type: string, id: string, name: string, region = 'eu-west-1'): ResourceRef => ({
  ...{ cloud: 'aws', type, id, name, account, region },
})

/** One resource of each type of this area, of the account 111122223333. */
export const frontExamples: readonly ResourceRef[] = [
  front('aws.lambda.function', arn('lambda', 'function:resize-images'), 'resize-images'),
  front('aws.sqs.queue', arn('sqs', 'orders.fifo'), 'orders.fifo'),
  front('aws.secretsmanager.secret', arn('secretsmanager', 'secret:prod/db+main-a1B2c3'), 'prod/db+main'),
  front('aws.events.bus', arn('events', 'event-bus/orders'), 'orders'),
  front('aws.ecr.repository', arn('ecr', 'repository/shop/web'), 'shop/web'),
  front('aws.glacier.vault', arn('glacier', 'vaults/books-2019'), 'books-2019'),
  front('aws.apigateway.stage', 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod', 'shop/prod'),
  front(
    'aws.cloudfront.distribution',
    `arn:aws:cloudfront::${account}:distribution/E1A2B3C4D5E6F7`,
    'shop.example.com',
    'global',
  ),
  front('aws.wafv2.web-acl', arn('wafv2', 'regional/webacl/shop/a1b2c3d4-5678-90ab-cdef-111122223333'), 'shop'),
  front('aws.sfn.state-machine', arn('states', 'stateMachine:refunds'), 'refunds'),
]
