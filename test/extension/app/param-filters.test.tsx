import { afterEach, expect, test } from 'vitest'
import { place } from '../../../extension/app/address.ts'
import { TextFilter } from '../../../extension/app/param-filters.tsx'
import { clear, draw, settle, type } from './find/setting.tsx'

afterEach(clear)

test('a space at the end is kept while the next word is being thought of', async () => {
  const page = await draw(<TextFilter label="Find" />)
  const input = page.querySelector('input')
  if (!input) throw new Error('There is no box.')
  await type(input, 'public ')
  await settle(300)
  expect(place.value.params.text).toBe('public')
  expect(input.value).toBe('public ')
})
