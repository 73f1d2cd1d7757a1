import { expect, test } from 'vitest'
import { broadRoutes } from '../../../worker/facts/peering-routes.ts'

const route = (destination: string, table = 'rtb-1', ranges = [destination]) => ({ table, destination, ranges })
const broad = (routes: ReturnType<typeof route>[], peer: string[]) =>
  broadRoutes(routes, peer).map(({ table, destination }) => `${table} ${destination}`)

test('a route is broad when it holds a whole address range of the peer', () => {
  const peer = ['10.1.0.0/16', '10.9.0.0/20', '2001:db8::/56']
  const routes = ['10.1.0.0/16', '10.0.0.0/8', '10.9.0.0/20', '2001:db8::/56'].map((one) => route(one))
  expect(broadRoutes(routes, peer)).toEqual(routes)
  expect(broad([route('10.1.0.0/17'), route('10.9.0.0/24'), route('2001:db8::/64')], peer)).toEqual([])
})

test('a route to everywhere is broad whatever the peer is', () => {
  expect(broad([route('0.0.0.0/0'), route('::/0'), route('10.0.0.0/8')], [])).toEqual(['rtb-1 0.0.0.0/0', 'rtb-1 ::/0'])
})

test('routes of one table count together, those of two do not', () => {
  const [low, high] = ['10.1.0.0/17', '10.1.128.0/17']
  expect(broad([route(low), route(high), route('10.2.0.0/24')], ['10.1.0.0/16'])).toEqual([
    `rtb-1 ${low}`,
    `rtb-1 ${high}`,
  ])
  expect(broad([route(low, 'rtb-1'), route(high, 'rtb-2')], ['10.1.0.0/16'])).toEqual([])
})

test('a prefix list stands for all of its ranges', () => {
  expect(broad([route('pl-1', 'rtb-1', ['10.1.2.0/24', '10.1.0.0/16'])], ['10.1.0.0/16'])).toEqual(['rtb-1 pl-1'])
  expect(broad([route('pl-1', 'rtb-1', [])], ['10.1.0.0/16'])).toEqual([])
})

test('what is no address range is not broad', () => {
  expect(broad([route(''), route('nowhere')], ['10.1.0.0/16', 'nowhere'])).toEqual([])
})
