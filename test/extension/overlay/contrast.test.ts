import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** A style sheet without its media queries, which come last. */
const sheet = (name: string) =>
  readFileSync(join(process.cwd(), `extension/overlay/${name}.css`), 'utf8').split('@media')[0] ?? ''

/** The declarations of all rules with exactly this selector. */
function rule(css: string, selector: string): Readonly<Record<string, string>> {
  const rules = [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)]
  const bodies = rules.filter(([, of = '']) => of.trim() === selector).map(([, , body = '']) => body)
  const lines = bodies.flatMap((body) => body.split(';')).map((line) => line.split(':').map((part) => part.trim()))
  return Object.fromEntries(lines.flatMap(([name, value]) => (name && value ? [[name, value]] : [])))
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(hex = ''): number {
  const long = hex.length === 4 ? hex.replaceAll(/[^#]/g, '$&$&') : hex
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(long.slice(at, at + 2), 16) / 255))
  return 0.2126 * (red ?? Number.NaN) + 0.7152 * (green ?? Number.NaN) + 0.0722 * (blue ?? Number.NaN)
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test.each(['HIGH', 'MEDIUM', 'LOW'])('the number on a %s badge can be read, light and dark', (kind) => {
  const css = sheet('badge')
  expect(contrast(rule(css, 'button').color, rule(css, `.${kind}`)['--colour'])).toBeGreaterThan(4.5)
  expect(contrast(rule(css, '.dark').color, rule(css, `.dark.${kind}`)['--colour'])).toBeGreaterThan(4.5)
})

test('the question mark of an unknown badge can be read, light and dark', () => {
  const css = sheet('badge')
  expect(contrast(rule(css, '.UNKNOWN').color, rule(css, '.UNKNOWN::before').background)).toBeGreaterThan(4.5)
  const dark = rule(css, '.dark.UNKNOWN::before').background
  expect(contrast(rule(css, '.dark.UNKNOWN').color, dark)).toBeGreaterThan(4.5)
})

test.each(['.card', '.card[data-theme="dark"]'])('texts and marks of %s can be read', (selector) => {
  const card = rule(sheet('card'), selector)
  for (const name of ['--ink', '--soft', '--high', '--medium', '--low']) {
    expect(contrast(card[name], card['--surface']), name).toBeGreaterThan(4.5)
  }
})

test.each(['button', 'button[data-theme="dark"]'])('text and marks of the launcher (%s) can be read', (selector) => {
  const launcher = rule(sheet('launcher'), selector)
  expect(contrast(launcher.color, launcher.background)).toBeGreaterThan(4.5)
  for (const name of ['--high', '--medium', '--low']) {
    expect(contrast(launcher['--on-mark'], launcher[name]), name).toBeGreaterThan(4.5)
  }
})

test.each(['light', 'dark'])('texts and marks of the %s panel can be read', (theme) => {
  const panel = rule(sheet('panel'), '.panel')
  const colour = (name: string) => /^light-dark\((.+), (.+)\)$/.exec(panel[name] ?? '')?.[theme === 'light' ? 1 : 2]
  for (const name of ['--text', '--quiet', '--accent', '--high', '--medium', '--low', '--unknown']) {
    expect(contrast(colour(name), colour('--ground')), name).toBeGreaterThan(4.5)
  }
  expect(contrast(colour('--on-accent'), colour('--accent'))).toBeGreaterThan(4.5)
})
