import { type JsonAnswer, jsonPage } from '../json.ts'

/** A source of logs that services of AWS send to CloudWatch Logs, and where they are delivered to, if they are. */
export type LogDelivery = {
  name: string
  region: string
  service: string
  kind: string
  /** What is logged. */
  resource: string
  to?: 'S3' | 'CWL' | 'FH'
}

/** The calls of CloudWatch Logs about them. */
export const logDeliveries: Readonly<Record<string, JsonAnswer>> = {
  DescribeDeliveries({ region, parameters }, { cloudfront }, world) {
    const here = (cloudfront?.deliveries ?? []).filter((one) => one.region === region && one.to !== undefined)
    const { items, next } = jsonPage(here, { token: parameters.nextToken, size: parameters.limit ?? 50, world })
    return { deliveries: items.map(delivery), ...(next && { nextToken: next }) }
  },

  DescribeDeliverySources({ region, parameters }, { cloudfront }, world) {
    const here = (cloudfront?.deliveries ?? []).filter((one) => one.region === region)
    const { items, next } = jsonPage(here, { token: parameters.nextToken, size: parameters.limit ?? 50, world })
    return { deliverySources: items.map(source), ...(next && { nextToken: next }) }
  },
}

const delivery = ({ name, to }: LogDelivery, index: number) => ({
  id: `delivery${index}`,
  arn: `arn:aws:logs:us-east-1:111122223333:delivery:${name}`,
  deliverySourceName: name,
  deliveryDestinationArn: `arn:aws:logs:us-east-1:111122223333:delivery-destination:${name}`,
  deliveryDestinationType: to,
})

const source = ({ name, service, kind, resource }: LogDelivery) => ({
  name,
  arn: `arn:aws:logs:us-east-1:111122223333:delivery-source:${name}`,
  resourceArns: [resource],
  service,
  logType: kind,
})
