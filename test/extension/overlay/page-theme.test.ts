import { afterEach, expect, test, vi } from 'vitest'
import { pageTheme, themeOf } from '../../../extension/overlay/page-theme.ts'

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

afterEach(() => {
  vi.unstubAllGlobals()
  document.documentElement.removeAttribute('style')
  document.body.removeAttribute('style')
  document.body.replaceChildren()
})

const prefer = (matches: boolean) => vi.stubGlobal('matchMedia', () => ({ matches }))

test('a page without a background is white, whatever the person prefers, unless it says that it can be dark', () => {
  prefer(true)
  expect(pageTheme()).toBe('light')
  document.documentElement.style.colorScheme = 'light dark'
  expect(pageTheme()).toBe('dark')
  prefer(false)
  expect(pageTheme()).toBe('light')
})

test('a page is as dark as what covers it', () => {
  const app = document.body.appendChild(document.createElement('div'))
  const inner = app.appendChild(document.createElement('p'))
  app.style.backgroundColor = 'rgb(15, 27, 42)'
  document.elementFromPoint = () => inner
  expect(pageTheme()).toBe('dark')
  document.body.style.backgroundColor = 'rgb(255, 255, 255)'
  expect(pageTheme()).toBe('light')
})
