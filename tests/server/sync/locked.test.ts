import { Fragment } from '@tiptap/pm/model'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { cellsOf, elementsIn, liveRows } from '../../../server/sync/rows/live-rows.ts'
import { document, group, p, plan, row } from '../../../shared/templates/blocks.ts'
import type { RawClient } from './raw-client.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

/** A form for partners: outcomes locked, room for what each will do. */
const FORM = document(
  p('Please fill this in.'),
  plan(
    'partnerTemplate5',
    group(
      'One',
      row({ outcome: 'Buses run', action: 'Ask', timescale: 'May', lead: '' }),
      row({ outcome: 'Trains run', action: 'Wait', timescale: '', lead: '' }),
      row({ outcome: '', action: 'Answer', timescale: '', lead: '' }),
    ),
    group('Two', row({ outcome: 'Boats sail', action: 'Sail', timescale: '', lead: '' })),
  ),
)

let world: SyncWorld
let officer: RawClient
let partner: RawClient

beforeAll(async () => {
  world = await startSync()
})

afterAll(() => world.stop())

beforeEach(async () => {
  const id = await world.createDocument()
  let ids = 0
  const body = bodyFromJson(FORM, () => `b${++ids}`)
  await world.rooms.edit(id, (before) => before.copy(Fragment.from(body.content)))
  officer = await world.join(id, { seat: 'officer ann' })
  partner = await world.join(id, { seat: 'editor bob' })
})

describe('a locked column', () => {
  it('[AT23] says to whom it is held', () => {
    expect(officer.received[0]).toMatchObject({ hello: { seat: { mayUnlock: true } } })
    expect(JSON.stringify(partner.received[0])).not.toContain('mayUnlock')
  })

  it.each<[name: string, change: (body: Y.XmlFragment) => void]>([
    ['words in it', (body) => words(body, 0, 'outcome').insert(0, 'x')],
    ['words where it is empty', (body) => words(body, 2, 'outcome').insert(0, 'x')],
    ['deleted words', (body) => words(body, 0, 'outcome').delete(0, 1)],
    ['marks', (body) => words(body, 0, 'outcome').format(0, 2, { bold: {} })],
    ['a second paragraph', (body) => cell(body, 0, 'outcome').push([paragraph('x')])],
    ['“as above”', (body) => set(cell(body, 0, 'outcome'), 'same', true)],
    ['the key of a cell', (body) => set(cell(body, 0, 'outcome'), 'key', 'action')],
    ['another cell in its place', (body) => set(cell(body, 2, 'action'), 'key', 'outcome')],
    ['a cell', (body) => rowAt(body, 0).delete(0, 1)],
    ['a row with words in it', (body) => inGroup(body, 0, 1, 1)],
    ['a group', (body) => planIn(body).delete(1, 1)],
    ['the whole plan', (body) => body.delete(1, 1)],
    ['all there is', (body) => body.delete(0, body.length)],
    ['the id of a row', (body) => set(rowAt(body, 0), 'id', 'other')],
    ['the id of the plan', (body) => set(planIn(body), 'id', 'other')],
    ['its lock', (body) => set(column(body, 'outcome'), 'locked', false)],
    ['its lock, taken out', (body) => column(body, 'outcome').removeAttribute('locked')],
    ['its key', (body) => set(column(body, 'outcome'), 'key', 'other')],
    ['another lock', (body) => set(column(body, 'action'), 'locked', true)],
    ['the column', (body) => elementsIn(planIn(body))[0]?.delete(0, 1)],
    [
      'a row that says something else and has the id of one',
      (body) => {
        const copy = rowAt(body, 0).clone()
        elementsIn(planIn(body))[1]?.insert(1, [copy])
        words(body, 0, 'outcome').insert(0, 'x')
      },
    ],
    [
      'a row moved with other words',
      (body) => {
        move(body)
        words(body, 3, 'outcome').insert(0, 'x')
      },
    ],
    [
      'a word beside a word that may change',
      (body) => {
        words(body, 0, 'action').insert(0, 'x')
        words(body, 0, 'outcome').insert(0, 'x')
      },
    ],
  ])('[AT23] is held: %s', async (_name, change) => {
    const before = officer.words
    partner.change(change)
    const refused = await partner.next('refused')
    expect(refused).toMatchObject({ code: 'forbidden' })
    await officer.settle()
    expect(officer.words).toBe(before)
    officer.change(change)
    await officer.saved(1)
  })

  it('[AT23] leaves all else to whoever may edit', async () => {
    const changes: ((body: Y.XmlFragment) => void)[] = [
      (body) => words(body, 0, 'action').insert(0, 'x'),
      (body) => words(body, 0, 'timescale').delete(0, 3),
      (body) => column(body, 'outcome').setAttribute('width', '2'),
      (body) => set(column(body, 'action'), 'hidden', true),
      (body) => set(cell(body, 0, 'outcome'), 'reading', '{}'),
      move,
      (body) => inGroup(body, 0, 1, 1),
      (body) => elementsIn(planIn(body))[1]?.push([rowOf('n1', { outcome: 'New', action: 'Do' })]),
      (body) => words(body, 1, 'action').insert(0, 'y'),
      (body) => body.insert(0, [paragraph('Hello')]),
      (body) => elementsIn(planIn(body))[0]?.push([new Y.XmlElement('actionColumn')]),
    ]
    for (const [index, change] of changes.entries()) {
      partner.change(change)
      await partner.saved(index + 1).catch(() => expect.fail(`change ${index} was not saved`))
    }
    expect(partner.all('refused')).toEqual([])
    await officer.settle()
    expect(officer.words).toContain('New')
  })

  it('[AT23] can be written in once it is unlocked, and not any more once it is locked', async () => {
    officer.change((body) => set(column(body, 'outcome'), 'locked', false))
    await officer.saved(1)
    await partner.settle()
    partner.change((body) => words(body, 0, 'outcome').insert(0, 'x'))
    await partner.saved(1)
    officer.change((body) => set(column(body, 'outcome'), 'locked', true))
    await officer.saved(2)
    partner.change((body) => words(body, 0, 'outcome').insert(0, 'y'))
    expect(await partner.next('refused')).toMatchObject({ code: 'forbidden' })
  })
})

function planIn(body: Y.XmlFragment): Y.XmlElement {
  return found(elementsIn(body).find(({ nodeName }) => nodeName === 'actionTable'))
}

function rowAt(body: Y.XmlFragment, index: number): Y.XmlElement {
  return found(liveRows(body)[index])
}

function cell(body: Y.XmlFragment, index: number, key: string): Y.XmlElement {
  return found(cellsOf(rowAt(body, index)).find((each) => each.getAttribute('key') === key))
}

function column(body: Y.XmlFragment, key: string): Y.XmlElement {
  const head = found(elementsIn(planIn(body))[0])
  return found(elementsIn(head).find((each) => each.getAttribute('key') === key))
}

function words(body: Y.XmlFragment, index: number, key: string): Y.XmlText {
  const first = found(elementsIn(cell(body, index, key))[0])
  if (first.length === 0) first.push([new Y.XmlText()])
  const text = first.get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('There are no words')
  return text
}

/** Takes rows out of a group, past its title. */
function inGroup(body: Y.XmlFragment, index: number, row: number, count: number): void {
  found(elementsIn(planIn(body))[index + 1]).delete(row + 1, count)
}

function move(body: Y.XmlFragment): void {
  const copy = rowAt(body, 0).clone()
  inGroup(body, 0, 0, 1)
  found(elementsIn(planIn(body)).at(-1)).push([copy])
}

function rowOf(id: string, cells: Record<string, string>): Y.XmlElement {
  const made = new Y.XmlElement('actionRow')
  made.setAttribute('id', id)
  for (const [key, text] of Object.entries(cells)) {
    const each = new Y.XmlElement('actionCell')
    each.setAttribute('key', key)
    each.push([paragraph(text)])
    made.push([each])
  }
  return made
}

function paragraph(text: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph')
  made.push([new Y.XmlText(text)])
  return made
}

/** Yjs stores any JSON value; its types say string. */
function set(element: Y.XmlElement, name: string, value: unknown): void {
  element.setAttribute(name, value as string)
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not there')
  return value
}
