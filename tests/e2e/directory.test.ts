import { readFile } from 'node:fs/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { enter, leave, openPage } from '../support/home-page.ts'
import type { Place } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'

/** Each story has people and groups of its own, since all share one server. */
let place: Place

beforeAll(async () => {
  const [server, browser] = await Promise.all([startServer(), openBrowser()])
  place = { server, browser }
})

afterAll(async () => {
  await place?.browser.close()
  await place?.server.stop()
})

describe('the directory', () => {
  it('[DI29] is reached from home and shows its lists, which stand in the address', async () => {
    const page = await openPage(place, '/')
    await enter(page)
    await page.getByRole('link', { name: 'Directory' }).click()
    await page.getByRole('heading', { name: 'Directory', level: 1 }).waitFor()
    expect(await page.title()).toBe('Directory · Folkmoot')
    await page.getByRole('link', { name: /^Groups/ }).click()
    await page.getByRole('button', { name: 'Heard in Merrowdale working group' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Groups', level: 2 }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Organisations', level: 2 }).waitFor()
    await page.getByRole('button', { name: /your menu/ }).click()
    await page.getByRole('menuitem', { name: 'Directory' }).waitFor()
    await leave(page)
  })

  it('[DI7] a person is added by keyboard alone, with initials from the name', async () => {
    const page = await openDirectory('person')
    await page.keyboard.press('n')
    await field(page, 'Name').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Hilda Quern')
    expect(await field(page, 'Initials').inputValue()).toBe('HQ')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Librarian')
    await page.keyboard.press('Tab')
    await page.keyboard.type('community found')
    await page.getByRole('option', { name: /Merrowdale Community Foundation/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('combobox', { name: 'Organisation' }).inputValue()).toBe(
      'Merrowdale Community Foundation',
    )
    await field(page, 'E-mail address').focus()
    await page.keyboard.type('hilda@example.org')
    await page.keyboard.press('Enter')

    const row = rowOf(page, 'Hilda Quern')
    await row.getByText('Librarian, Merrowdale Community Foundation').waitFor()
    await row.getByText('HQ', { exact: true }).waitFor()
    await row.getByText('hilda@example.org').waitFor()
    await page.getByRole('button', { name: 'Add a person' }).waitFor()
    await leave(page)
  })

  it('[DI8] initials that are taken are asked about beside them, and saved all the same', async () => {
    const page = await openDirectory('person')
    await page.getByRole('button', { name: 'Add a person' }).click()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Please give a name.').waitFor()
    await field(page, 'Name').fill('Tabitha Birk')
    await page.getByText(/^TB stands for Tomas Birk and Tabitha Birk\./).waitFor()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await rowOf(page, 'Tabitha Birk')
      .getByText(/^TB stands for/)
      .waitFor()
    await leave(page)
  })

  it('[DI12] a question is settled in its list, and asked again with Undo', async () => {
    const page = await openDirectory('questions')
    const question = page.getByRole('listitem').filter({ hasText: 'MD does not fit Miles Orchard' })
    await question.getByRole('button', { name: 'Keep these initials' }).click()
    await question.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await question.waitFor()
    await question.getByRole('button', { name: 'Open Miles Orchard' }).click()
    await field(page, 'Initials').fill('MO')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await question.waitFor({ state: 'detached' })
    await leave(page)
  })

  it('[DI30] members are picked by keyboard, one after the other, each with a role', async () => {
    const page = await openDirectory('group')
    await page.getByRole('button', { name: 'Add a group' }).click()
    await page.keyboard.type('Festival group')
    const parent = page.getByRole('combobox', { name: 'Part of' })
    await parent.fill('partnership board')
    await page.getByRole('option', { name: 'Merrowdale Partnership Board' }).click()
    const add = page.getByRole('combobox', { name: 'Add a member' })
    await add.focus()
    for (const [typed, name] of [
      ['GF', 'Gwen Ferris'],
      ['canal', 'Ines Thorpe'],
    ] as const) {
      await page.keyboard.type(typed)
      await page.getByRole('option', { name }).waitFor()
      await page.getByRole('option').nth(1).waitFor({ state: 'detached' })
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await choice(page, `Role of ${name}`).waitFor()
      await add.and(page.locator(':focus')).waitFor()
      expect(await add.inputValue()).toBe('')
    }
    await choice(page, 'Role of Gwen Ferris').selectOption('Chair')
    await choice(page, 'Role of Ines Thorpe').selectOption('Representing')
    await field(page, 'Whom does Ines Thorpe represent?').fill('families on the boats')
    await choice(page, 'Organisation Ines Thorpe sits here for').selectOption({
      label: 'For Dale Buses here',
    })
    await page.getByRole('button', { name: 'Add', exact: true }).click()

    await rowOf(page, 'Festival group').getByText('Chair: Gwen Ferris').waitFor()
    await page.getByRole('button', { name: 'Festival group' }).click()
    expect(await parent.inputValue()).toBe('Merrowdale Partnership Board')
    expect(await choice(page, 'Role of Ines Thorpe').inputValue()).toBe('representing')
    await page.getByRole('button', { name: 'Take Gwen Ferris out' }).click()
    await add.and(page.locator(':focus')).waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await rowOf(page, 'Festival group').getByText('1 member').waitFor()
    await leave(page)
  })

  it('[DI37] letters stay when the page moves under the list they opened', async () => {
    const page = await openDirectory('group')
    await page.getByRole('button', { name: 'Add a group' }).click()
    const parent = page.getByRole('combobox', { name: 'Part of' })
    await parent.focus()
    await page.keyboard.type('partner')
    await page.getByRole('option', { name: 'Merrowdale Partnership Board' }).waitFor()
    await page.evaluate(() => document.dispatchEvent(new Event('scroll')))
    await page.keyboard.type('ship b')
    await page.getByRole('option', { name: 'Merrowdale Partnership Board' }).waitFor()
    expect(await parent.inputValue()).toBe('partnership b')
    await page.keyboard.press('Escape')
    expect(await parent.inputValue()).toBe('')
    await leave(page)
  })

  it('[DI28] a group stands below the one it is part of', async () => {
    const page = await openDirectory('group')
    await page.getByRole('button', { name: 'Small grants panel' }).waitFor()
    const at = (name: string) =>
      page
        .getByRole('button', { name, exact: true })
        .evaluate((button) => button.getBoundingClientRect().left)
    const steps = [
      await at('Merrowdale Partnership Board'),
      await at('Heard in Merrowdale working group'),
      await at('Inviting well sub-group'),
    ]
    expect(steps).toEqual([...steps].sort((one, other) => one - other))
    expect(new Set(steps).size).toBe(3)
    await leave(page)
  })

  it('[DI31] an entry is removed at once, focus goes to its neighbour, and Undo brings it back', async () => {
    const page = await openDirectory('organisation')
    await page.getByRole('button', { name: 'Nether Merrow Primary School' }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    const removed = page.getByRole('button', { name: 'Nether Merrow Primary School', exact: true })
    await removed.waitFor({ state: 'detached' })
    await page
      .getByRole('button', { name: 'Youth Service', exact: true })
      .and(page.locator(':focus'))
      .waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await removed.waitFor()
    await rowOf(page, 'Nether Merrow Primary School').getByText('Champion: Gwen Ferris').waitFor()
    await rowOf(page, 'Nether Merrow Primary School').getByText('1 person').waitFor()
    await leave(page)
  })

  it('[DI31] a removal the server refuses is taken back and said', async () => {
    const page = await openDirectory('person')
    await page.route('**/api/directory/entries/*', (route) => route.abort())
    await page.getByRole('button', { name: 'Frank Yardley' }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByText(/“Frank Yardley” was not removed\. Folkmoot could not reach/).waitFor()
    await page.getByRole('button', { name: 'Frank Yardley', exact: true }).waitFor()
    await leave(page, { expectedErrors: /Failed to load resource/ })
  })

  it('[DI2] whoever saves second is told, and can look at what is there now', async () => {
    const [one, other] = await Promise.all([openDirectory('person'), openDirectory('person')])
    for (const page of [one, other]) {
      await page.getByRole('button', { name: 'Dilys Roan' }).click()
    }
    await field(one, 'Title').fill('Head of grants')
    await one.getByRole('button', { name: 'Save', exact: true }).click()
    await rowOf(one, 'Dilys Roan')
      .getByText(/Head of grants/)
      .waitFor()
    await field(other, 'Title').fill('Grants adviser')
    await other.getByRole('button', { name: 'Save', exact: true }).click()
    await other.getByText(/Somebody else has changed this entry meanwhile/).waitFor()
    expect(await field(other, 'Title').inputValue()).toBe('Grants adviser')
    await other.getByRole('button', { name: 'See what is there now' }).click()
    await other.getByRole('alert').waitFor({ state: 'detached' })
    expect(await field(other, 'Title').inputValue()).toBe('Head of grants')
    await leave(one)
    await leave(other, { expectedErrors: /409/ })
  })

  it('[DI35] what was typed into an entry is not lost to a key or a press beside it', async () => {
    const page = await openDirectory('person')
    await page.getByRole('button', { name: 'Hamid Sorrel' }).click()
    await closeDialog(page)
    await page.getByRole('button', { name: 'Hamid Sorrel' }).click()
    await field(page, 'Title').fill('Finance director')
    await page.keyboard.press('Escape')
    await page.mouse.click(4, 300)
    expect(await field(page, 'Title').inputValue()).toBe('Finance director')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await rowOf(page, 'Hamid Sorrel')
      .getByText(/^Head of Finance/)
      .waitFor()
    await leave(page)
  })

  it('[DI6] who may only read finds everything but what changes it', async () => {
    const page = await openPage(place, '/')
    await enter(page)
    await page.route('**/api/directory', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), mayEdit: false } })
    })
    await page.goto(`${place.server.url}/directory?show=questions`)
    await page.getByRole('heading', { name: 'Organisations', level: 2 }).waitFor()
    await page.getByText('Merrow Valley Health').waitFor()
    expect(await page.getByRole('button', { name: /^(Add|Bring|Merrow)/ }).count()).toBe(0)
    expect(await page.getByRole('link', { name: /^To settle/ }).count()).toBe(0)
    await page.getByRole('button', { name: 'Save a copy' }).waitFor()
    await leave(page)
  })

  it('[DI32] words find entries in all lists, by keyboard alone', async () => {
    const page = await openDirectory('person')
    await page.getByRole('button', { name: 'Alec Dunmore' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('valley planning')
    await page.getByText('1 of', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Organisations 0' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: 'Alec Dunmore' }).and(page.locator(':focus')).waitFor()
    await page.getByRole('searchbox').fill('nobody at all')
    await page.getByText('Nobody has these words.').waitFor()
    await page.getByRole('searchbox').press('Escape')
    await page.getByRole('button', { name: 'Alec Dunmore' }).waitFor()
    await leave(page)
  })
})

describe('lists in and out', () => {
  it('[DI20] a list shows what it would change, asks what is unclear, and then changes it', async () => {
    const page = await openDirectory('person')
    await bring(
      page,
      'our people.csv',
      [
        'Name;Job title;Organisation;Shoe size',
        'Owen Tarn;Walking to school adviser;;43',
        'Nia Mossop;Museum teacher;Merrowdale Museum;38',
        'Shona Pel;Senior youth worker;;39',
        'Colm Fairley;Policy Officer;;40',
      ].join('\r\n'),
    )
    const dialog = page.getByRole('dialog', { name: 'What “our people.csv” would change' })
    await dialog.getByText('the column “Shoe size” is left out').waitFor()
    expect(await countsOf(page)).toEqual(['New 2', 'Changed 1', 'As it is 1', 'Unclear 1'])
    await dialog.getByText('Title: Road safety trainer becomes Walking to school adviser').waitFor()
    await dialog
      .getByRole('combobox', { name: 'What row 4 means' })
      .selectOption({ label: 'It is Shona Pell (Youth worker, Youth Service)' })
    expect(await countsOf(page)).toEqual(['New 2', 'Changed 2', 'As it is 1', 'Unclear 0'])
    await dialog.getByRole('button', { name: 'Take in 4 rows' }).click()

    await page.getByText('2 added, 2 changed.').waitFor()
    await rowOf(page, 'Nia Mossop').getByText('Museum teacher, Merrowdale Museum').waitFor()
    await rowOf(page, 'Shona Pell')
      .getByText(/^Senior youth worker/)
      .waitFor()
    await leave(page)
  })

  it('[DI21] a directory that changed meanwhile is compared again before anything is taken in', async () => {
    const page = await openDirectory('person')
    await bring(page, 'people.csv', 'Name,Initials\nWilf Garth,WG\n')
    await page.getByRole('button', { name: 'Take in 1 row' }).waitFor()
    const other = await openDirectory('person')
    await other.getByRole('button', { name: 'Add a person' }).click()
    await field(other, 'Name').fill('Wilf Garth')
    await other.getByRole('button', { name: 'Add', exact: true }).click()
    await rowOf(other, 'Wilf Garth').waitFor()
    await page.getByRole('button', { name: 'Take in 1 row' }).click()
    await page.getByText(/The directory has changed meanwhile/).waitFor()
    expect(await countsOf(page)).toEqual(['New 0', 'Changed 0', 'As it is 1', 'Unclear 0'])
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await leave(other)
    await leave(page, { expectedErrors: /409/ })
  })

  it('[DI25] a file that is no list is named, with a way on', async () => {
    const page = await openDirectory('person')
    await bring(page, 'people.xlsx', 'PK this is no workbook')
    const dialog = page.getByRole('dialog', { name: '“people.xlsx” could not be brought in' })
    await dialog.getByText(/could not be read as a table/).waitFor()
    await dialog.getByRole('button', { name: 'Choose another file' }).waitFor()
    await closeDialog(page)
    await bring(page, 'people.xls', 'old')
    await page.getByText(/older Excel file/).waitFor()
    await closeDialog(page)
    await bring(page, 'plan.csv', 'Objective,Action\na,b\n')
    await page.getByText(/“plan” is left out: no row near the top/).waitFor()
    await leave(page, { expectedErrors: /422/ })
  })

  it('[DI19] what is saved as a copy can be brought back and changes nothing', async () => {
    const page = await openDirectory('person')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save a copy' }).click()
    await page.getByRole('menuitem', { name: 'Everything, for Excel' }).click()
    const saved = await download
    expect(saved.suggestedFilename()).toBe('Directory.xlsx')
    await bring(page, 'Directory.xlsx', await readFile(await saved.path()))
    await page.getByRole('dialog', { name: 'What “Directory.xlsx” would change' }).waitFor()
    expect((await countsOf(page)).filter((count) => !count.startsWith('As it is'))).toEqual([
      'New 0',
      'Changed 0',
      'Unclear 0',
    ])
    await leave(page)
  })
})

describe('for everybody', () => {
  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const)('[DI33] axe finds nothing, %s at %i px', async (colorScheme, width) => {
    const page = await openDirectory('organisation', {
      colorScheme,
      viewport: { width, height: 800 },
    })
    const found: Record<string, string[]> = { organisation: await findAxeViolations(page) }
    for (const [list, name] of [
      ['group', 'Groups'],
      ['questions', 'To settle'],
      ['person', 'People'],
    ] as const) {
      await page.getByRole('link', { name: new RegExp(`^${name}`) }).click()
      await page.getByRole('heading', { name, level: 2 }).waitFor()
      found[list] = await findAxeViolations(page)
    }
    await page.getByRole('button', { name: 'Add a person' }).click()
    await field(page, 'Name').fill('Petra Wick')
    await page.getByText(/A question, not a problem/).waitFor()
    await page.getByRole('combobox', { name: 'Organisation' }).fill('mer')
    await page.getByRole('option').first().waitFor()
    found.person = await findAxeViolations(page)
    await page.keyboard.press('Escape')
    await page.getByRole('option').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /^Groups/ }).click()
    await page.getByRole('button', { name: 'Merrowdale Partnership Board' }).click()
    await page.getByRole('combobox', { name: 'Add a member' }).scrollIntoViewIfNeeded()
    found.group = await findAxeViolations(page)
    await closeDialog(page)
    await bring(page, 'people.csv', 'Name,Title,Hat\nPetra Wick,x,y\nPetra Wik,z,\nNew One,,\n')
    await page.getByRole('button', { name: 'Take in 2 rows' }).waitFor()
    found.import = await findAxeViolations(page)

    expect(Object.entries(found).filter(([, lines]) => lines.length > 0)).toEqual([])
    await leave(page)
  })

  it('[DI33] nothing goes sideways at 320 px', async () => {
    const page = await openDirectory('organisation', { viewport: { width: 320, height: 640 } })
    const beyond: Record<string, number> = {}
    for (const list of ['organisation', 'group', 'person', 'questions']) {
      await page.goto(`${place.server.url}/directory?show=${list}`)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      beyond[list] = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
    }
    expect(beyond).toEqual({ organisation: 0, group: 0, person: 0, questions: 0 })
    await leave(page)
  })

  it('[DI34] an empty directory teaches with an example', async () => {
    const server = await startServer({ environment: { DEMO: 'no' } })
    const page = await openPage({ ...place, server }, '/directory?show=group')
    await enter(page)
    await page.getByText(/for example “Merrowdale Youth Forum”, also called “MYF”/).waitFor()
    await page.getByRole('link', { name: 'To settle 0' }).click()
    await page.getByText(/^Nothing to settle\./).waitFor()
    await leave(page)
    await server.stop()
  })
})

async function openDirectory(list: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage(place, `/directory?show=${list}`, options)
  await enter(page)
  await page.getByRole('heading', { name: 'Directory', level: 1 }).waitFor()
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  return page
}

function field(page: Page, name: string) {
  return page.getByRole('dialog').getByRole('textbox', { name, exact: true })
}

function choice(page: Page, name: string) {
  return page.getByRole('combobox', { name, exact: true })
}

function rowOf(page: Page, name: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) })
}

async function bring(page: Page, name: string, content: string | Buffer) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Bring a list' }).click()
  await (await chooser).setFiles({ name, mimeType: '', buffer: Buffer.from(content) })
}

async function closeDialog(page: Page) {
  // It hears the key once the focus is in it.
  await page.getByRole('dialog').and(page.locator(':focus-within')).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** "New 2", "Changed 1" …, once they are there. */
async function countsOf(page: Page): Promise<string[]> {
  const counts = page.locator('.import-preview-counts > div')
  await counts.first().waitFor()
  const texts = await counts.evaluateAll((all) =>
    all.map(
      (each) => `${each.querySelector('dt')?.textContent} ${each.querySelector('dd')?.textContent}`,
    ),
  )
  return texts
}
