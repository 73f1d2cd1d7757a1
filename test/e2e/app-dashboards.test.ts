import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'
import { fail, later, untilTriedAgain } from './odd-answers.ts'

let app: AppSession
beforeAll(async () => {
  app = await startAppSession()
  app.page.setDefaultTimeout(10_000)
})
afterAll(() => app?.close())
afterEach(async () => {
  await app.page.unrouteAll({ behavior: 'ignoreErrors' })
  await app.page.emulateMedia({ colorScheme: 'light', media: 'screen' })
})

type Head = { readonly id: string; readonly title: string; readonly isDefault: boolean; readonly shared: boolean }
type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type Known = Head & { readonly version: number; readonly widgets: readonly { id: string; place: Place }[] }

const heads = async () => (await app.worker.api<{ items: readonly Head[] }>('/dashboards')).items
const known = (id: string) => app.worker.api<Known>(`/dashboards/${id}`)
const send = (path: string, method: string, body: unknown) => app.worker.api<Known>(path, { method, body })
const make = (title: string) => send('/dashboards/default/duplicate', 'POST', { title })

const title = (name: string) => app.page.getByRole('heading', { level: 1, name })
const card = (name: string) => app.page.getByRole('article', { name })
const button = (name: string) => app.page.getByRole('button', { name, exact: true })
const shownId = () => new URL(app.page.url()).hash.replace('#/dashboards/', '').replace(/\?.*$/, '')
const act = async (name: string) => {
  await button('Actions of the dashboard').click()
  await app.page.getByRole('menuitem', { name, exact: true }).click()
}
const open = async (id: string, rest = '') => {
  await app.visit(`/dashboards/${id}${rest}`)
  await app.page.getByText(/^As of/).waitFor()
}
/** Widgets in the order in which they are read out. */
const order = () => app.page.getByRole('article').getByRole('heading', { level: 2 }).allTextContents()

describe('the default dashboard', () => {
  test('F145 F146 F147 F148 F149 comes first, with inventory, failures, regions, top accounts and controls', async () => {
    await app.visit('')
    await title('Security posture').waitFor()
    await app.page.getByText(/^As of/).waitFor()
    expect(await order()).toEqual([
      'Resource inventory',
      'Total evaluation failures',
      'Region posture',
      'Top 5 accounts',
      'Top 5 failed controls',
    ])
    await expect.poll(() => card('Top 5 failed controls').getByRole('link').count()).toBeGreaterThanOrEqual(5)
    await app.shoot('board')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('F161 F173 refreshes all widgets, or one of them, and tells how old the figures are', async () => {
    await open('default')
    const asked = async (path: RegExp, press: () => Promise<void>) => {
      const [answer] = await Promise.all([app.page.waitForResponse((one) => path.test(one.url())), press()])
      return answer.status()
    }
    expect(await asked(/dashboards\/default\/data/, () => button('Refresh all widgets').click())).toBe(200)
    await app.page.getByText(/^As of just now/).waitFor()
    const menu = card('Region posture').getByRole('button', { name: /Region posture/ })
    expect(
      await asked(/widgets\/region-posture\/data/, async () => {
        await menu.click()
        await app.page.getByRole('menuitem', { name: 'Refresh' }).click()
      }),
    ).toBe(200)
  })

  test('is asked for again when the findings were synced', async () => {
    await open('default')
    const [answer] = await Promise.all([
      app.page.waitForResponse((one) => one.url().includes('dashboards/default/data')),
      button('Sync now').click(),
    ])
    expect(answer.ok()).toBe(true)
  })

  test('follows the choice of provider and account, and says that it does not follow that of dates', async () => {
    await open('default', '?cloud=azure&range=last7days')
    await app.page.getByText('Widgets do not follow the dates above').waitFor()
    const regions = app.page.getByRole('article', { name: 'Region posture' })
    const links = () => regions.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    await expect.poll(async () => (await links()).length).toBeGreaterThan(1)
    expect((await links()).filter((href) => !href?.includes('cloud=azure'))).toEqual([])
    expect(await regions.textContent()).not.toMatch(/us-east-1|eu-west-1/)
    await app.page.getByLabel('Provider').selectOption('')
    await regions.getByText('us-east-1').first().waitFor()
  })
})

describe('several dashboards', () => {
  test('F150 F151 F152 makes a dashboard, switches between them, and chooses the one seen first', async () => {
    await open('default')
    await act('New dashboard…')
    const dialog = app.page.getByRole('dialog', { name: 'New dashboard' })
    await dialog.getByRole('button', { name: 'Create' }).click()
    await dialog.getByText('Give it a title.').waitFor()
    await app.shoot('new')
    expect(await axeFindings(app.page)).toEqual([])
    await dialog.getByLabel('Title').fill('Mornings')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await title('Mornings').waitFor()
    await app.page.getByText('This dashboard has no widgets yet').waitFor()
    await app.shoot('empty')
    expect(await axeFindings(app.page)).toEqual([])

    await act('Set as default')
    await app.page.getByText('is what you see first from now on').waitFor()
    expect((await heads()).find(({ isDefault }) => isDefault)?.title).toBe('Mornings')
    await app.visit('/dashboards')
    await title('Mornings').waitFor()
    await button('Choose a dashboard').click()
    await app.page.getByRole('menuitemradio', { name: /Mornings.*Default/, checked: true }).waitFor()
    expect(await axeFindings(app.page)).toEqual([])
    await app.shoot('choose')
    // A picture of another width closes the menu.
    await app.visit('/dashboards')
    await button('Choose a dashboard').click()
    await app.page.getByRole('menuitemradio', { name: 'Security posture' }).click()
    await title('Security posture').waitFor()
    await act('Set as default')
    await app.page.getByText('“Security posture” is what you see first').waitFor()
  })

  test('F152 renames, shares and duplicates a dashboard', async () => {
    const { id } = await make('Nights')
    await open(id)
    await act('Rename…')
    await app.page.getByRole('dialog').getByLabel('Title').fill('Nights and weekends')
    await app.page.keyboard.press('Enter')
    await title('Nights and weekends').waitFor()
    await act('Share with everybody')
    await app.page.getByText('Everybody sees').waitFor()
    expect((await known(id)).shared).toBe(true)
    await act('Stop sharing')
    await expect.poll(async () => (await known(id)).shared).toBe(false)
    await act('Duplicate')
    await title('Nights and weekends (2)').waitFor()
    await act('Rename…')
    await app.page.getByRole('dialog').getByLabel('Title').fill('Nights and weekends')
    await app.page.getByRole('button', { name: 'Save', exact: true }).click()
    await app.page.getByText(/You have a dashboard “Nights and weekends” already/).waitFor()
  })

  test('F154 deletes a dashboard once that is confirmed', async () => {
    const { id } = await make('For a day')
    await open(id)
    await act('Delete…')
    const dialog = app.page.getByRole('dialog', { name: 'Delete “For a day”?' })
    await dialog.getByText('Its 5 widgets go with it.').waitFor()
    await app.shoot('delete')
    expect(await axeFindings(app.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await title('Security posture').waitFor()
    expect((await heads()).some((head) => head.id === id)).toBe(false)
    await app.visit(`/dashboards/${id}`)
    await app.page.getByText('There is no such dashboard').waitFor()
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('F153 offers a copy of the built-in dashboard, which stays as it is', async () => {
    await open('default')
    await button('Edit layout').click()
    await app.page.getByRole('dialog', { name: 'Make a copy to change?' }).waitFor()
    await app.shoot('copy')
    await button('Make a copy').click()
    await app.page.getByRole('region', { name: 'Layout' }).waitFor()
    expect(await app.page.getByRole('dialog').count()).toBe(0)
    expect(shownId()).not.toBe('default')
    await app.page.getByRole('region', { name: 'Layout' }).getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => app.page.getByRole('region', { name: 'Layout' }).count()).toBe(0)
  })
})

describe('the layout', () => {
  test('F153 F171 is changed by keyboard, said, and saved', async () => {
    const { id } = await make('By keyboard')
    await open(id)
    await button('Edit layout').click()
    const move = button('Move Resource inventory')
    await move.focus()
    await app.shoot('layout')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.keyboard.press('ArrowLeft')
    await app.page.getByText('Resource inventory cannot go further.').waitFor()
    await app.page.keyboard.press('Shift+ArrowUp')
    await app.page.getByText('Resource inventory: 6 of 12 columns wide, 5 rows high.').waitFor()
    await app.page.keyboard.press('Shift+ArrowRight')
    await app.page.keyboard.press('ArrowDown')
    expect(await move.evaluate((element) => element === document.activeElement)).toBe(true)
    expect((await known(id)).widgets[0]?.place).toEqual({ x: 0, y: 0, width: 6, height: 6 })
    await button('Save layout').click()
    await app.page.getByText('The layout is saved.').waitFor()
    const place = (await known(id)).widgets.find((one) => one.id === 'resource-inventory')?.place
    expect(place).toMatchObject({ x: 0, width: 7, height: 5 })
    expect(place?.y).toBeGreaterThan(0)
    await app.page.reload()
    await app.page.getByText(/^As of/).waitFor()
    expect((await order())[0]).not.toBe('Resource inventory')
  })

  test('F171 is changed by dragging a widget and its corner; Escape takes a drag back', async () => {
    const { id } = await make('By pointer')
    await open(id, '?layout=edit')
    const placed = async (name: string) => {
      const box = await button(name).boundingBox()
      if (!box) throw new Error(`${name} is not on show.`)
      return box
    }
    const drag = async (from: { x: number; y: number }, by: { x: number; y: number }) => {
      await app.page.mouse.move(from.x, from.y)
      await app.page.mouse.down()
      await app.page.mouse.move(from.x + by.x / 2, from.y + by.y / 2)
      await app.page.mouse.move(from.x + by.x, from.y + by.y)
    }
    const first = await placed('Move Resource inventory')
    const second = await placed('Move Total evaluation failures')
    await drag({ x: second.x + 40, y: second.y + 20 }, { x: first.x - second.x, y: 0 })
    await app.shoot('layout-drag')
    await app.page.keyboard.press('Escape')
    await app.page.mouse.up()
    expect(await placed('Move Total evaluation failures')).toEqual(second)

    await drag({ x: second.x + 40, y: second.y + 20 }, { x: first.x - second.x, y: 0 })
    await app.page.mouse.up()
    await expect.poll(async () => (await placed('Move Total evaluation failures')).x).toBe(first.x)
    expect((await placed('Move Resource inventory')).y).toBeGreaterThan(first.y)
    const corner = await placed('Change the size of Total evaluation failures')
    await drag({ x: corner.x + 10, y: corner.y + 10 }, { x: 0, y: 90 })
    await app.page.mouse.up()
    await button('Save layout').click()
    await app.page.getByText('The layout is saved.').waitFor()
    const { widgets } = await known(id)
    expect(widgets.find((one) => one.id === 'evaluation-failures')?.place).toEqual({ x: 0, y: 0, width: 6, height: 4 })
    expect(widgets.find((one) => one.id === 'resource-inventory')?.place).toMatchObject({ x: 0, y: 4 })
  })

  test('F171 tells when somebody changed the dashboard meanwhile, and saves onto that', async () => {
    const { id } = await make('Of two minds')
    await open(id, '?layout=edit')
    await button('Move Resource inventory').focus()
    await app.page.keyboard.press('Shift+ArrowDown')
    const { widgets } = await known(id)
    await send(`/dashboards/${id}`, 'PATCH', { widgets: widgets.filter((one) => one.id !== 'top-accounts') })
    await button('Save layout').click()
    await app.page.getByText('Somebody changed this dashboard meanwhile.').waitFor()
    await app.shoot('layout-conflict')
    expect(await axeFindings(app.page)).toEqual([])
    await button('Use my layout').click()
    await app.page.getByText('The layout is saved.').waitFor()
    const now = await known(id)
    expect(now.widgets.map((one) => one.id)).not.toContain('top-accounts')
    expect(now.widgets.find((one) => one.id === 'resource-inventory')?.place.height).toBe(7)
  })
})

describe('files and paper', () => {
  test('F156 F157 exports a dashboard as a file, and imports it as a new one', async () => {
    await open('default')
    const [file] = await Promise.all([app.page.waitForEvent('download'), act('Export as a file')])
    expect(file.suggestedFilename()).toBe('Security-posture.dashboard.json')
    const content = await readFile(await file.path(), 'utf8')
    expect(JSON.parse(content)).toMatchObject({ format: 'plumbline dashboard', version: 1 })

    await act('Import from a file…')
    const dialog = app.page.getByRole('dialog', { name: 'Import from a file' })
    await app.page.setInputFiles('input[type=file]', json('notes.json', '{"hello": 1}'))
    await dialog.getByText('This is neither the file of a dashboard nor of a widget.').waitFor()
    await app.page.setInputFiles('input[type=file]', json('broken.json', content.slice(0, 200)))
    await dialog.getByText('This file is not JSON.').waitFor()
    await app.shoot('import-wrong')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.setInputFiles(
      'input[type=file]',
      json('ours.json', content.replace('Security posture', 'From afar')),
    )
    await dialog.getByText('Dashboard “From afar” with 5 widgets').waitFor()
    await app.shoot('import')
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await title('From afar').waitFor()
    await expect.poll(() => card('Region posture').count()).toBe(1)
    expect(shownId()).not.toBe('default')
  })

  test('F158 imports a widget into a dashboard of one’s own, dropped as a file', async () => {
    const { id } = await make('With guests')
    const file = await app.worker.api<object>(`/dashboards/${id}/widgets/top-controls/export`)
    const content = JSON.stringify(file).replace('Top 5 failed controls', 'A guest')
    const drop = async () => {
      await act('Import from a file…')
      const data = await app.page.evaluateHandle((text) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text], 'guest.widget.json', { type: 'application/json' }))
        return transfer
      }, content)
      await app.page.getByText('Drop the file here, or').dispatchEvent('drop', { dataTransfer: data })
      await app.page.getByText('Widget “A guest”').waitFor()
    }
    await open('default')
    await drop()
    await app.page.getByText('The dashboard on show is not yours to change.').waitFor()
    expect(await button('Import').isDisabled()).toBe(true)
    await open(id)
    await drop()
    await button('Import').click()
    await card('A guest').waitFor()
    expect((await known(id)).widgets).toHaveLength(6)
  })

  test('F155 prints title, age and widgets alone, dark on white', async () => {
    await open('default')
    await app.page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '')
    })
    await act('Print…')
    await app.page.locator('body[data-printed]').waitFor({ state: 'attached' })
    await app.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await title('Security posture').waitFor()
    await app.page.getByText(/^Printed .*Figures read/).waitFor()
    for (const part of [app.page.getByRole('navigation'), app.page.getByRole('banner'), button('Edit layout')]) {
      expect(await part.count()).toBe(0)
    }
    const colour = await title('Security posture').evaluate((element) => getComputedStyle(element).color)
    expect(colour).toBe('rgb(27, 31, 36)')
    if (process.env.APP_SHOTS) {
      await app.page.screenshot({ path: `${process.env.APP_SHOTS}/print.png`, fullPage: true })
    }
  })
})

describe('states', () => {
  test('holds the places of widgets while they are asked for', async () => {
    const { id } = await make('Slow')
    await app.page.route('**/api/dashboards*/**', (route) => later(route))
    await app.visit(`/dashboards/${id}`)
    await app.page.locator('[aria-busy=true]').first().waitFor()
    await app.shoot('loading')
    await title('Slow').waitFor()
    await card('Resource inventory').waitFor()
    const before = await card('Region posture').boundingBox()
    await app.shoot('loading-figures')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.getByText(/^As of/).waitFor()
    expect(await card('Region posture').boundingBox()).toEqual(before)
  })

  test('shows what is kept while the worker is away, and asks again', async () => {
    await open('default')
    await expect.poll(() => app.isKept('/dashboards/default/data')).toBe(true)
    await app.page.route('**/api/dashboards**', untilTriedAgain(fail))
    await app.page.reload()
    await app.page.getByRole('alert').getByText('What is shown is from before.').waitFor()
    await expect.poll(() => card('Top 5 failed controls').getByRole('link').count()).toBeGreaterThanOrEqual(5)
    await app.shoot('away')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => app.page.getByRole('alert').count()).toBe(0)
  })

  test('F172 says at a widget why it shows nothing, and reads it again', async () => {
    const { id } = await make('One fails')
    await app.page.route(`**/api/dashboards/${id}/data`, async (route) => {
      const response = await route.fetch()
      const { items } = (await response.json()) as { items: { widget: string }[] }
      const wrong = { widget: 'region-posture', problem: 'There is no token of this name.' }
      await route.fulfill({
        response,
        json: { items: items.map((item) => (item.widget === wrong.widget ? wrong : item)) },
      })
    })
    await open(id)
    await card('Region posture').getByText('There is no token of this name.').waitFor()
    await app.shoot('widget-problem')
    expect(await axeFindings(app.page)).toEqual([])
    await card('Region posture').getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => card('Region posture').getByRole('alert').count()).toBe(0)
    await card('Region posture').getByRole('link').first().waitFor()
  })

  test('leads to the connectors where nothing is connected yet', async () => {
    await app.page.route('**/api/dashboards/default/data', async (route) => {
      const response = await route.fetch()
      const { items } = (await response.json()) as { items: { data: object }[] }
      const none = items.map(({ data, ...item }) => ({
        ...item,
        data: { ...data, count: 0, failing: 0, groups: [], scanned: { never: 0 } },
      }))
      await route.fulfill({ response, json: { items: none } })
    })
    await app.visit('/dashboards')
    const link = app.page.getByRole('link', { name: 'Connect an account' })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe('#/configuration')
    await app.shoot('first')
    expect(await axeFindings(app.page)).toEqual([])
  })
})

const json = (name: string, content: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(content),
})
