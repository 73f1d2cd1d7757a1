import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const schemes = ['light', 'dark'] as const

type Violation = {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}
type Axe = { readonly axe: { readonly run: () => Promise<{ readonly violations: readonly Violation[] }> } }

/** What axe-core calls serious or critical, contrast included, in light and in dark. Closed shadow roots are hidden from it. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found: string[] = []
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await page.evaluate(() => (globalThis as unknown as Axe).axe.run())
    const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    found.push(...bad.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${id}: ${html}`)))
  }
  return found
}
