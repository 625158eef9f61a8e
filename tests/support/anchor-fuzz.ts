import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { redo, undo } from '../../client/editor/binding/index.ts'
import type { Anchor } from '../../shared/comments/anchor.ts'
import {
  lineAt,
  positionsOf,
  readAnchorText,
  spanBetween,
} from '../../shared/comments/anchor-text.ts'
import type { AnchorText } from '../../shared/comments/anchor-text.ts'
import { makeAnchor } from '../../shared/comments/make-anchor.ts'
import { resolveAnchor } from '../../shared/comments/resolve-anchor.ts'
import { BODY, documentSchema } from '../../shared/schema/index.ts'
import { readDocument, seedDocument } from '../../shared/schema/y-document.ts'
import { editState } from '../../shared/writing/edit-state.ts'
import { createEditorPeer } from './editor-peer.ts'
import type { EditorPeer } from './editor-peer.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'

/** What became of anchors: of those whose words are still there, how many are on them. */
export interface Held {
  anchors: number
  there: number
  right: number
  changed: number
  gone: number
  edits: number
}

/**
 * Three editors change a text of `lines` paragraphs and as many rows at random: words, splits, joins,
 * moves of rows, undo and redo, with updates that come late. Then the anchors are looked for.
 */
export function editAtRandom(
  seed: number,
  { edits, anchors, lines }: { edits: number; anchors: number; lines: number },
): Held {
  const random = createRandom(seed)
  const start = randomState(random, lines)
  const editors = ['ann', 'bob', 'cat'].map((name) => createEditorPeer(`${name}${seed}`, start))
  const made = anchorsIn(textOf(start), random, anchors)
  let done = 0
  try {
    for (let step = 0; step < edits; step++) {
      if (editOnce(random.pick(editors), random)) done++
      if (random.chance(0.3)) random.pick(editors).pull(random.pick(editors).doc)
    }
    for (let round = 0; round < 2; round++) {
      for (const one of editors) for (const other of editors) if (one !== other) one.pull(other.doc)
    }
    const [first] = editors
    if (first === undefined) throw new Error('No editors')
    // As somebody sees it who was not there: what was undone carries new letters for them.
    const text = textOf(Y.encodeStateAsUpdate(first.doc))
    return { ...judge(text, made), edits: done }
  } finally {
    for (const editor of editors) editor.destroy()
  }
}

/**
 * A redraft: a fifth of the words of most paragraphs are others, some paragraphs change places, some
 * are joined. `hasNewIds`: everything was pasted anew, so that nothing but words is left to go by.
 */
export function redraft(
  seed: number,
  { anchors, lines, hasNewIds }: { anchors: number; lines: number; hasNewIds: boolean },
): { anchors: number; right: number } {
  const random = createRandom(seed)
  const start = randomState(random, lines)
  const made = anchorsIn(textOf(start), random, anchors)
  const homes = new Map<string, string>()
  const update = editState(start, (body) => redrafted(body, { random, hasNewIds, homes }))
  const after = update === null ? start : Y.mergeUpdates([start, update])
  const text = textOf(after)
  let right = 0
  for (const anchor of made) {
    const found = resolveAnchor(text, anchor)
    if (found.state === 'gone') continue
    const { start: at } = spanBetween(text, found.from, found.to)
    const line = lineAt(text.lines, at)
    if (line?.block === homes.get(anchor.block ?? '')) right += 1
  }
  return { anchors: made.length, right }
}

function judge(text: AnchorText, anchors: readonly Anchor[]): Omit<Held, 'edits'> {
  const held = { anchors: anchors.length, there: 0, right: 0, changed: 0, gone: 0 }
  for (const anchor of anchors) {
    const found = resolveAnchor(text, anchor)
    if (found.state === 'gone') held.gone += 1
    if (found.state === 'changed') held.changed += 1
    const quote = anchor.quote.replaceAll('\n', '')
    const places = placesOf(text.flat, quote)
    // Words that stand in several rows are right only in their own.
    const own = places.filter(
      (at) => anchor.row === null || lineAt(text.lines, at)?.row === anchor.row,
    )
    if (own.length !== 1) continue
    held.there += 1
    const [start = 0] = own
    const expected = positionsOf(text, { start, end: start + quote.length })
    if (found.state === 'same' && found.from === expected?.from && found.to === expected.to) {
      held.right += 1
    }
  }
  return held
}

function placesOf(flat: string, words: string): number[] {
  const places: number[] = []
  for (let at = flat.indexOf(words); at >= 0; at = flat.indexOf(words, at + 1)) places.push(at)
  return places
}

/** Anchors on a few words each, anywhere; in cells often on all there is. */
function anchorsIn(text: AnchorText, random: Random, count: number): Anchor[] {
  const made: Anchor[] = []
  const lines = text.lines.filter(({ start, end }) => end - start > 1)
  while (made.length < count) {
    const line = random.pick(lines)
    const words = [...text.flat.slice(line.start, line.end).matchAll(/\S+/g)]
    const first = random.below(words.length)
    const last = Math.min(words.length - 1, first + random.below(6))
    const [from, to] = [words[first], words[last]]
    if (from === undefined || to === undefined) continue
    const target = {
      on: 'words' as const,
      from: line.position + from.index,
      to: line.position + to.index + to[0].length,
    }
    const anchor = makeAnchor(text, target)
    if (anchor !== null) made.push(anchor)
  }
  return made
}

// ── Edits ────────────────────────────────────────────────────────────────────────────────────

function editOnce({ view }: EditorPeer, random: Random): boolean {
  const { doc } = view.state
  const tr = view.state.tr
  const lines = placed(doc, (node) => node.isTextblock)
  const line = random.pick(lines)
  const inside = line.position + 1 + random.below(line.node.content.size + 1)
  const kind = random.below(20)
  if (kind < 8) tr.insertText(`${random.word()} `, inside)
  else if (kind < 11) {
    tr.delete(
      inside,
      Math.min(line.position + 1 + line.node.content.size, inside + random.below(9)),
    )
  } else if (kind < 13) {
    if (doc.resolve(line.position).parent.type.name !== 'doc') return false
    tr.split(inside)
  } else if (kind < 15) {
    const joints = placed(doc, (node, parent) => node.isTextblock && parent === doc).filter(
      ({ position }) => doc.resolve(position).nodeBefore?.type.name === 'paragraph',
    )
    if (joints.length === 0) return false
    tr.join(random.pick(joints).position)
  } else if (kind < 17) {
    const rows = placed(doc, (node) => node.type.name === 'actionRow')
    const row = random.pick(rows)
    const other = random.pick(rows)
    tr.setMeta('rows', true).delete(row.position, row.position + row.node.nodeSize)
    tr.insert(tr.mapping.map(other.position), row.node)
  } else if (kind === 17) {
    const blocks = placed(doc, (node, parent) => parent === doc && node.isTextblock)
    const block = random.pick(blocks)
    if (random.chance(0.5)) tr.delete(block.position, block.position + block.node.nodeSize)
  } else return kind === 18 ? undo(view.state) : redo(view.state)
  if (!tr.docChanged) return false
  view.dispatch(tr)
  return true
}

function redrafted(
  body: Node,
  { random, hasNewIds, homes }: { random: Random; hasNewIds: boolean; homes: Map<string, string> },
): Node {
  let count = 0
  const rename = (node: Node): Node => {
    if (node.isText) return node
    const children: Node[] = []
    node.forEach((child) => children.push(rename(child)))
    const content = node.isTextblock && random.chance(0.7) ? reworded(node, random) : children
    const id: unknown = node.attrs['id']
    if (typeof id !== 'string') return node.type.create(node.attrs, content, node.marks)
    const next = hasNewIds ? `new${++count}` : id
    homes.set(id, next)
    return node.type.create({ ...node.attrs, id: next }, content, node.marks)
  }
  const blocks: Node[] = []
  body.forEach((block) => {
    const next = rename(block)
    const last = blocks.at(-1)
    if (next.isTextblock && last?.isTextblock === true && random.chance(0.1)) {
      const joined = last.copy(
        last.content.append(Fragment.from(documentSchema.text(' '))).append(next.content),
      )
      for (const [old, home] of homes) {
        if (home === next.attrs['id']) homes.set(old, String(last.attrs['id']))
      }
      blocks[blocks.length - 1] = joined
    } else blocks.push(next)
  })
  for (let swaps = 0; swaps < blocks.length / 10; swaps++) {
    const [moved] = blocks.splice(random.below(blocks.length), 1)
    if (moved !== undefined) blocks.splice(random.below(blocks.length + 1), 0, moved)
  }
  return body.copy(Fragment.from(blocks))
}

function reworded(line: Node, random: Random): Node[] {
  const words = line.textContent.replace(/\S+/g, (word) =>
    random.chance(0.2) ? random.word() : word,
  )
  return words === '' ? [] : [documentSchema.text(words)]
}

// ── The text ─────────────────────────────────────────────────────────────────────────────────

const WORDS =
  'young people will be asked about plans for their town twice each year and told what changed because of it by the county forum schools parents partners meet in autumn to read the draft together'.split(
    ' ',
  )

function randomState(random: Random, lines: number): Uint8Array {
  const sentence = (length: number) =>
    Array.from({ length }, () => (random.chance(0.2) ? random.word() : random.pick(WORDS))).join(
      ' ',
    )
  const paragraph = (id: string, words: string) =>
    documentSchema.node('paragraph', { id }, documentSchema.text(words))
  const cell = (row: string, key: string, words: string) =>
    documentSchema.node('actionCell', { key }, paragraph(`${row}${key}`, words))
  const rows = Array.from({ length: lines }, (_, at) => {
    const id = `r${at}`
    const leads = ['PW', 'TW', 'SW/PW', 'Ongoing']
    return documentSchema.node('actionRow', { id }, [
      cell(id, 'what', sentence(10)),
      cell(id, 'lead', random.pick(leads)),
      cell(id, 'when', random.pick(['Ongoing', 'December 09', 'Tbc'])),
    ])
  })
  const columns = ['what', 'lead', 'when'].map((key) =>
    documentSchema.node('actionColumn', { key }, documentSchema.text(key)),
  )
  const table = documentSchema.node('actionTable', { id: 'plan' }, [
    documentSchema.node('actionHead', null, columns),
    documentSchema.node('actionGroup', { id: 'group' }, rows),
  ])
  const paragraphs = Array.from({ length: lines }, (_, at) => paragraph(`p${at}`, sentence(30)))
  const half = Math.floor(lines / 2)
  const body = documentSchema.node('doc', null, [
    ...paragraphs.slice(0, half),
    table,
    ...paragraphs.slice(half),
  ])
  const doc = new Y.Doc()
  doc.clientID = 1
  seedDocument(doc.getXmlFragment(BODY), body)
  return Y.encodeStateAsUpdate(doc)
}

function textOf(state: Uint8Array): AnchorText {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const fragment = doc.getXmlFragment(BODY)
  return readAnchorText(readDocument(fragment, documentSchema), fragment)
}

function placed(doc: Node, is: (node: Node, parent: Node) => boolean) {
  const places: { node: Node; position: number }[] = []
  doc.descendants((node, position, parent) => {
    if (is(node, parent ?? doc)) places.push({ node, position })
  })
  return places
}
