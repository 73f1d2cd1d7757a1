import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { forgetKept, keptList } from '../../../../extension/app/find/kept-list.ts'

beforeEach(() => localStorage.clear())

const isSame = (one: string) => (other: string) => other === one

test('the newest comes first, each once, and no more than are wanted', () => {
  const list = keptList('plumbline.queries', z.string(), 3)
  for (const text of ['a', 'b', 'c', 'a', 'd']) list.add(text, isSame(text))
  expect(list.read()).toEqual(['d', 'a', 'c'])
})

test('what somebody else wrote there is as if it were not there', () => {
  localStorage.setItem('plumbline.queries', '{"not":"a list"')
  expect(keptList('plumbline.queries', z.string(), 3).read()).toEqual([])
})

test('with the pairing goes all that was looked for, and nothing else', () => {
  const [queries, recent] = [
    keptList('plumbline.queries.a', z.string(), 3),
    keptList('plumbline.recent.b', z.string(), 3),
  ]
  queries.add('secret project', isSame(''))
  recent.add('harbor', isSame(''))
  localStorage.setItem('other', 'kept')
  forgetKept()
  expect([queries.read(), recent.read(), localStorage.getItem('other')]).toEqual([[], [], 'kept'])
})
