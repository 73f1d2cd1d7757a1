import { answerJson, jsonPage } from '../json.ts'

export type EventBus = {
  arn: string
  region: string
  created: string
  /** The JSON text of its policy. */
  policy?: string
  tags?: Record<string, string>
}

/** What an account holds of it. */
export type EventsEstate = { buses: EventBus[] }

export const events = answerJson({
  ListEventBuses({ region, parameters }, { events: { buses = [] } = {} }, world) {
    const { NamePrefix: prefix = '', NextToken: token, Limit: size } = parameters
    const here = buses.filter((bus) => bus.region === region && nameOf(bus).startsWith(String(prefix)))
    const { items, next } = jsonPage(here, { token, size, world })
    return { EventBuses: items.map(described), ...(next && { NextToken: next }) }
  },
})

const nameOf = ({ arn }: EventBus) => arn.slice(arn.indexOf('/') + 1)

const described = (bus: EventBus) => ({
  Name: nameOf(bus),
  Arn: bus.arn,
  CreationTime: Date.parse(bus.created) / 1000,
  ...(bus.policy !== undefined && { Policy: bus.policy }),
})
