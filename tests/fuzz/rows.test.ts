// @vitest-environment jsdom
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addColumn, deleteColumn, moveColumn } from '../../client/editor/action-table/columns.ts'
import { moveGroup } from '../../client/editor/action-table/groups.ts'
import { addRow, deleteRow, duplicateRow, moveRow } from '../../client/editor/action-table/rows.ts'
import { documentGrammar } from '../../server/sync/grammar.ts'
import { inspectUpdate } from '../../server/sync/guard.ts'
import { RowKeeper } from '../../server/sync/rows/row-keeper.ts'
import { BODY, documentSchema } from '../../shared/schema/index.ts'
import { readDocument, seedDocument } from '../../shared/schema/y-document.ts'
import { document, group, plan, row } from '../../shared/templates/blocks.ts'
import { createEditorPeer } from '../support/editor-peer.ts'
import type { EditorPeer } from '../support/editor-peer.ts'
import { createRandom } from '../support/random.ts'
import type { Random } from '../support/random.ts'

/**
 * Five people add, move, copy, remove and fill the rows of one plan at once, over a server that keeps
 * rows; what each does reaches it late. Every letter that is typed is unlike all others.
 */
const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 500)
const STEPS = 24

const people: Person[] = []
afterEach(() => {
  for (const { peer } of people.splice(0)) peer.destroy()
})

describe('rows that several people change at once', () => {
  const seen = { letters: 0, replayed: 0, handedBack: 0, separated: 0, moves: 0 }
  const batches = Array.from({ length: Math.ceil(SEEDS / 50) }, (_, batch) => batch * 50)

  it.each(batches)('[AT5] seeds from %i: no row and no letter lost, no id twice', (first) => {
    for (let seed = first; seed < Math.min(SEEDS, first + 50); seed++) {
      try {
        run(seed, seen)
      } catch (error) {
        throw new Error(`Seed ${seed} failed: ${String(error)}`, { cause: error })
      }
      for (const { peer } of people.splice(0)) peer.destroy()
    }
  })

  it('[AT5] there was something to keep', () => {
    expect(seen.letters).toBeGreaterThan(SEEDS * 4)
    expect(seen.moves).toBeGreaterThan(SEEDS)
    expect(seen.replayed).toBeGreaterThan(SEEDS / 10)
    expect(seen.handedBack).toBeGreaterThan(SEEDS / 50)
  })
})

interface Person {
  name: string
  peer: EditorPeer
  /** What has left and not reached the server; what the server sent and has not come. */
  out: Uint8Array[]
  in: Uint8Array[]
}

function run(seed: number, seen: Record<string, number>): void {
  const random = createRandom(seed)
  const server = startServer()
  const all = ['ann', 'bob', 'cat', 'dan', 'eve'].map((name) => join(`${name}${seed}`, server.doc))
  people.push(...all)
  const removedOnPurpose = new Set<string>()
  const rows = new Set(idsIn(server.doc))
  const letters: string[] = []
  const erased = new Set<string>()

  const deliver = (person: Person): void => {
    const update = person.out.shift()
    if (update === undefined) return
    const made = server.take(update)
    for (const other of all) {
      for (const [at, each] of made.entries()) {
        if (other !== person || at > 0) other.in.push(each)
      }
    }
  }
  const receive = (person: Person): void => {
    const update = person.in.shift()
    if (update !== undefined) Y.applyUpdate(person.peer.doc, update, 'server')
  }

  for (let step = 0; step < STEPS; step++) {
    const person = random.pick(all)
    const letter = String.fromCodePoint(0x4e00 + letters.length)
    switch (act(person, random, { letter, removedOnPurpose, erased })) {
      case 'typed':
        letters.push(letter)
        break
      case 'moved':
        seen['moves'] = (seen['moves'] ?? 0) + 1
        break
    }
    for (const id of idsIn(person.peer.doc)) rows.add(id)
    if (random.chance(0.5)) deliver(random.pick(all))
    if (random.chance(0.5)) receive(random.pick(all))
  }
  while (all.some((each) => each.out.length + each.in.length > 0)) {
    for (const person of all) {
      deliver(person)
      receive(person)
    }
  }

  const text = readDocument(server.doc.getXmlFragment(BODY), documentSchema)
  text.check()
  for (const { name, peer } of all) {
    if (!peer.view.state.doc.eq(text)) throw new Error(`${name} shows something else`)
  }
  const ids = idsIn(server.doc)
  if (new Set(ids).size < ids.length) throw new Error(`An id stands twice: ${ids.join(' ')}`)
  const lost = [...rows].filter((id) => !ids.includes(id) && !removedOnPurpose.has(id))
  if (lost.length > 0) throw new Error(`Rows were lost: ${lost.join(' ')}`)
  const shownKeys = new Set<string>()
  text.descendants((node) => {
    if (node.type.name === 'actionColumn') shownKeys.add(String(node.attrs['key']))
  })
  const kept = text.textContent + server.removed.join('') + server.handedBack.join('')
  const gone = letters.filter((letter) => !kept.includes(letter) && !erased.has(letter))
  if (gone.length > 0) throw new Error(`Letters were lost: ${gone.join(' ')}`)
  text.descendants((node) => {
    if (node.type.name !== 'actionCell' || node.textContent === '') return
    if (!shownKeys.has(String(node.attrs['key']))) throw new Error('Words without a column')
  })
  seen['letters'] = (seen['letters'] ?? 0) + letters.length
  seen['replayed'] = (seen['replayed'] ?? 0) + server.replays
  seen['handedBack'] = (seen['handedBack'] ?? 0) + server.handedBack.length
}

function act(
  { peer: { view }, name }: Person,
  random: Random,
  {
    letter,
    removedOnPurpose,
    erased,
  }: { letter: string; removedOnPurpose: Set<string>; erased: Set<string> },
): 'typed' | 'moved' | 'other' | 'nothing' {
  const lines: number[] = []
  view.state.doc.descendants((node, position, parent) => {
    if (node.type.name === 'paragraph' && parent?.type.name === 'actionCell') {
      lines.push(position + 1 + random.below(node.content.size + 1))
    }
  })
  if (lines.length === 0) return 'nothing'
  const caret = TextSelection.create(view.state.doc, random.pick(lines))
  view.dispatch(view.state.tr.setSelection(caret))
  if (random.chance(0.45)) {
    view.dispatch(view.state.tr.insertText(letter))
    return 'typed'
  }
  const { $from } = view.state.selection
  const here = Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth)).find(
    ({ type }) => type.name === 'actionRow',
  )
  switch (random.below(9)) {
    case 0:
      return addRow('below')(view.state, view.dispatch) ? 'other' : 'nothing'
    case 1:
      removedOnPurpose.add(String(here?.attrs['id']))
      for (const each of here?.textContent ?? '') erased.add(each)
      return deleteRow(view.state, view.dispatch) ? 'other' : 'nothing'
    case 2:
      return duplicateRow(view.state, view.dispatch) ? 'other' : 'nothing'
    case 3: {
      const key = `k${name}${letter}`
      const column = { key, kind: 'text', heading: 'New', side: 'right' } as const
      return addColumn(column)(view.state, view.dispatch) ? 'other' : 'nothing'
    }
    case 4:
      return deleteColumn(view.state, view.dispatch) ? 'other' : 'nothing'
    case 5:
      return moveColumn(random.chance(0.5) ? 1 : -1)(view.state, view.dispatch)
        ? 'other'
        : 'nothing'
    case 6:
      return moveGroup(random.chance(0.5) ? 1 : -1)(view.state, view.dispatch) ? 'moved' : 'nothing'
    default:
      return moveRow(random.chance(0.5) ? 1 : -1)(view.state, view.dispatch) ? 'moved' : 'nothing'
  }
}

/** The part of the server that decides: guard, text, rows. */
function startServer() {
  const doc = new Y.Doc()
  doc.clientID = 1
  const cells = { objective: '', action: 'do', timescale: '', lead: '' }
  const json = document(
    plan('priorityPlan4', group('One', row(cells), row(cells)), group('Two', row(cells))),
  )
  let ids = 0
  const named = JSON.parse(JSON.stringify(json), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'type' in value && value.type !== 'text'
      ? { ...value, attrs: { ...('attrs' in value ? Object(value.attrs) : {}), id: `s${++ids}` } }
      : value,
  ) as unknown
  seedDocument(doc.getXmlFragment(BODY), documentSchema.nodeFromJSON(named))
  const keeper = new RowKeeper({ newId: () => `server${++ids}` })
  keeper.watch(doc)
  const server = {
    doc,
    removed: [] as string[],
    handedBack: [] as string[],
    replays: 0,
    /** What it passes on: the edit itself, and what it made of it. */
    take(update: Uint8Array): Uint8Array[] {
      const verdict = inspectUpdate(update, { doc, grammar: documentGrammar })
      if (verdict.is !== 'sound') throw new Error(`An edit was ${verdict.is}`)
      Y.applyUpdate(doc, update)
      const rows = keeper.settle(doc, update)
      if (rows === null) return [update]
      server.removed.push(...rows.removed.map((each) => JSON.stringify(each.row)))
      server.handedBack.push(...rows.handedBack.map(({ words }) => words))
      if (rows.update === null) return [update]
      server.replays++
      return [update, rows.update]
    },
  }
  return server
}

function join(name: string, from: Y.Doc): Person {
  const peer = createEditorPeer(name, Y.encodeStateAsUpdate(from))
  const person: Person = { name, peer, out: [], in: [] }
  peer.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') person.out.push(update)
  })
  return person
}

function idsIn(doc: Y.Doc): string[] {
  const ids: string[] = []
  for (const element of doc.getXmlFragment(BODY).createTreeWalker(() => true)) {
    if (element instanceof Y.XmlElement && element.nodeName === 'actionRow') {
      ids.push(String(element.getAttribute('id')))
    }
  }
  return ids
}
