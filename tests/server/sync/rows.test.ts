import { Fragment } from '@tiptap/pm/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bodyFromJson } from '../../../server/domain/body.ts'
import {
  cellsOf,
  elementsIn,
  idOf,
  liveRows,
  wordsOf,
} from '../../../server/sync/rows/live-rows.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { document, group, plan, row, same } from '../../../shared/templates/blocks.ts'
import type { RawClient } from './raw-client.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

const CELLS = { objective: 'Buses', action: 'Hold the last bus', timescale: '', lead: '' }

let world: SyncWorld
let id: string
let ann: RawClient
let bob: RawClient

beforeEach(async () => {
  world = await startSync()
  id = await world.createDocument()
  let ids = 0
  const body = bodyFromJson(
    document(
      plan(
        'priorityPlan4',
        group('One', row(CELLS), row({ ...CELLS, action: 'Ask' })),
        group('Two', row({ ...CELLS, action: 'Answer' })),
      ),
    ),
    () => `b${++ids}`,
  )
  await world.rooms.edit(id, (before) => before.copy(Fragment.from(body.content)))
  ann = await world.join(id, { seat: 'officer ann' })
  bob = await world.join(id, { seat: 'officer bob' })
})

afterEach(() => world.stop())

/** Bob has seen nothing of Ann's yet, nor she of his. */
async function bothAtOnce(first: () => void, second: () => void): Promise<void> {
  first()
  second()
  await ann.saved(1)
  await bob.saved(1)
  await ann.settle()
  await bob.settle()
  expect(ann.words).toBe(bob.words)
  expect((await world.stored(id)).getXmlFragment(BODY).toString()).toBe(bob.words)
}

function rowAt(body: Y.XmlFragment, index: number): Y.XmlElement {
  const found = liveRows(body)[index]
  if (found === undefined) throw new Error('There is no such row')
  return found
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })

function typeInto(body: Y.XmlFragment, index: number, words: string): void {
  const cell = cellsOf(rowAt(body, index)).find((each) => each.getAttribute('key') === 'action')
  const text = elementsIn(cell ?? body)[0]?.get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('There is nowhere to type')
  text.insert(text.length, words)
}

function take(body: Y.XmlFragment, index: number): Y.XmlElement {
  const gone = rowAt(body, index)
  const copy = gone.clone()
  if (!(gone.parent instanceof Y.XmlElement)) throw new Error('A row stands in a group')
  gone.parent.delete(gone.parent.toArray().indexOf(gone), 1)
  return copy
}

function actionsIn(client: RawClient): string[] {
  return liveRows(client.doc.getXmlFragment(BODY)).map((each) => wordsOf(each).split('\n')[1] ?? '')
}

function moveToTwo(body: Y.XmlFragment): void {
  const moved = take(body, 0)
  const table = elementsIn(body)[0]
  elementsIn(table ?? body)
    .at(-1)
    ?.push([moved])
}

describe('two people in one row', () => {
  it.each(['writer', 'mover'])('[AT6] words follow a row that moves, %s first', async (first) => {
    const write = () => bob.change((body) => typeInto(body, 0, ' for everybody'))
    const move = () => ann.change(moveToTwo)
    await (first === 'writer' ? bothAtOnce(write, move) : bothAtOnce(move, write))
    expect(actionsIn(bob)).toEqual(['Ask', 'Answer', 'Hold the last bus for everybody'])
  })

  it('[AT6] also those typed on before the news came', async () => {
    await bothAtOnce(
      () => ann.change(moveToTwo),
      () => {
        for (const letter of ' at ten') bob.change((body) => typeInto(body, 0, letter))
      },
    )
    await bob.saved(7)
    await bob.settle()
    expect(actionsIn(bob).at(-1)).toBe('Hold the last bus at ten')
  })

  it.each(['writer', 'remover'])(
    '[AT7] words in a row that goes are handed back to who wrote them, %s first',
    async (first) => {
      const write = () => bob.change((body) => typeInto(body, 0, ' for everybody'))
      const remove = () => ann.change((body) => void take(body, 0))
      await (first === 'writer' ? bothAtOnce(write, remove) : bothAtOnce(remove, write))
      const { event } = await bob.next('event')
      expect(event).toMatchObject({ type: 'words.handedBack', words: ' for everybody' })
      expect(ann.all('event')).toEqual([])
      expect(actionsIn(bob)).toEqual(['Ask', 'Answer'])
    },
  )

  it('[AT29] rows that go say in words what "as above" meant in them, also one after the other', async () => {
    let ids = 0
    const plans = bodyFromJson(
      document(
        plan(
          'priorityPlan4',
          group(
            'One',
            row(CELLS),
            row({ objective: same, action: 'Ask' }),
            row({ objective: same, action: 'Answer' }),
          ),
        ),
      ),
      () => `c${++ids}`,
    )
    const other = await world.createDocument()
    await world.rooms.edit(other, (before) => before.copy(Fragment.from(plans.content)))
    const cleo = await world.join(other, { seat: 'officer cleo' })
    cleo.change((body) => void take(body, 1))
    cleo.change((body) => {
      take(body, 0)
      take(body, 0)
    })
    await cleo.saved(2)
    expect(world.removedRows.map(({ row: { content = [] } }) => content.slice(0, 2))).toMatchObject(
      ['Ask', 'Hold the last bus', 'Answer'].map((action) => [
        { attrs: { key: 'objective', same: false }, content: [paragraph('Buses')] },
        { attrs: { key: 'action' }, content: [paragraph(action)] },
      ]),
    )
  })

  it('[AT5] of a row that both moved one stays, and only one', async () => {
    const before = idOf(rowAt(ann.doc.getXmlFragment(BODY), 0))
    await bothAtOnce(
      () => ann.change(moveToTwo),
      () => bob.change(moveToTwo),
    )
    const ids = liveRows(bob.doc.getXmlFragment(BODY)).map(idOf)
    expect(ids.filter((each) => each === before)).toHaveLength(1)
    expect(actionsIn(bob)).toEqual(['Ask', 'Answer', 'Hold the last bus'])
  })

  it('[AT8] a column that goes while somebody writes in it comes back with the words', async () => {
    const withoutColumn = (body: Y.XmlFragment): void => {
      const head = elementsIn(elementsIn(body)[0] ?? body)[0]
      head?.delete(2, 1)
      for (const each of liveRows(body)) each.delete(2, 1)
    }
    await bothAtOnce(
      () => ann.change(withoutColumn),
      () =>
        bob.change((body) => {
          const text = elementsIn(cellsOf(rowAt(body, 0))[2] ?? body)[0]?.get(0)
          if (text instanceof Y.XmlText) text.insert(0, 'May 2027')
        }),
    )
    expect(bob.words).toMatch(/<actioncolumn[^>]*key="timescale"[^>]*>Timescale/i)
    expect(wordsOf(rowAt(bob.doc.getXmlFragment(BODY), 0))).toContain('May 2027')
  })
})
