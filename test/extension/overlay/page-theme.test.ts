import { expect, test } from 'vitest'
import { themeOf } from '../../../extension/overlay/page-theme.ts'

test.each([
  ['rgb(255, 255, 255)', 'light'],
  ['rgb(242, 243, 243)', 'light'],
  ['rgb(15, 27, 42)', 'dark'],
  ['rgb(0 0 0)', 'dark'],
  ['rgba(0, 0, 0, 0)', undefined],
  ['rgb(120, 120, 120)', undefined],
  ['', undefined],
  ['color(srgb 1 1 1)', undefined],
])('a page of %s is %s', (colour, theme) => expect(themeOf(colour)).toBe(theme))
