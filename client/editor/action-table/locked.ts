import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import { showToast } from '../../components/toast.tsx'
import { isFromYjs } from '../binding/index.ts'

/** Words in a locked column stay as they are, until it is unlocked. Rows may still be moved. */
export function lockedColumnsPlugin(): Plugin {
  return new Plugin({
    filterTransaction: (tr) => {
      if (!tr.docChanged || isFromYjs(tr) || keepsLocked(tr)) return true
      showToast({
        words: 'This column is locked. Unlock it in the menu of its heading to change it.',
      })
      return false
    },
  })
}

function keepsLocked(tr: Transaction): boolean {
  let isKept = true
  tr.before.forEach((table) => {
    if (table.type.name !== 'actionTable' || !isKept) return
    const keys = lockedKeys(table)
    if (keys.size === 0) return
    const next = tr.doc.children.find((each) => each.attrs['id'] === table.attrs['id'])
    if (next === undefined || next === table) return
    const before = wordsByRow(table, keys)
    const now = wordsByRow(next, keys)
    for (const [id, words] of before) {
      const after = now.get(id)
      if ((after ?? '') !== words && (after !== undefined || words.trim() !== '')) isKept = false
    }
  })
  return isKept
}

const knownKeys = new WeakMap<Node, Set<string>>()

function lockedKeys(table: Node): Set<string> {
  const keys = new Set<string>()
  for (const head of table.children) {
    if (head.type.name !== 'actionHead') continue
    const known = knownKeys.get(head) ?? lockedIn(head)
    knownKeys.set(head, known)
    for (const key of known) keys.add(key)
  }
  return keys
}

function lockedIn(head: Node): Set<string> {
  const locked = head.children.filter(({ attrs }) => attrs['locked'] === true)
  return new Set(locked.map(({ attrs }) => String(attrs['key'])))
}

const knownWords = new WeakMap<Node, string>()

function wordsByRow(table: Node, keys: ReadonlySet<string>): Map<string, string> {
  const words = new Map<string, string>()
  const note = (row: Node): void => {
    for (const cell of row.children) {
      const key = String(cell.attrs['key'])
      if (!keys.has(key)) continue
      const text = knownWords.get(cell) ?? cell.textBetween(0, cell.content.size, '\n', '\n')
      knownWords.set(cell, text)
      words.set(`${String(row.attrs['id'])} ${key}`, text)
    }
  }
  for (const child of table.children) {
    if (child.type.name === 'actionRow') note(child)
    for (const row of child.type.name === 'actionGroup' ? child.children : []) {
      if (row.type.name === 'actionRow') note(row)
    }
  }
  return words
}
