import type { Node, Schema } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { keyEntries, membershipTable } from '../../../shared/directory/blocks.ts'
import { groupsIn } from '../../../shared/directory/model.ts'
import type { Directory, Group } from '../../../shared/directory/model.ts'
import { initialsUsed } from '../../../shared/reading/key.ts'
import { nodeType } from '../node-types.ts'
import { readingsOf } from '../readings/readings.ts'
import { insertBlock } from './insert.ts'

/**
 * Tables made from the directory: the KEY of the letters that plans use, and the members of a group.
 * They are words of the document from then on, and are made anew when somebody asks for it.
 */

const directoryKey = new PluginKey<Directory | null>('directory')

export function directoryPlugin(): Plugin<Directory | null> {
  return new Plugin<Directory | null>({
    key: directoryKey,
    state: {
      init: () => null,
      apply: (tr, directory) => {
        const next: Directory | undefined = tr.getMeta(directoryKey)
        return next ?? directory
      },
    },
  })
}

/** Tables are made from this directory from now on. */
export function makeFrom(directory: Directory): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(directoryKey, directory))
    return true
  }
}

/** The groups whose members can be listed. */
export function groupsToList(state: EditorState): Group[] {
  const directory = directoryKey.getState(state)
  return directory ? groupsIn(directory) : []
}

export const insertKey: Command = (state, dispatch, view) => {
  const rows = keyRows(state)
  if (rows === null) return false
  return insertBlock(({ schema }) => tableOf(schema, 'key', rows))(state, dispatch, view)
}

export function insertMembers(groupId: string): Command {
  return (state, dispatch, view) => {
    const rows = memberRows(state, groupId)
    if (rows === null) return false
    const source = `members/${groupId}`
    return insertBlock(({ schema }) => tableOf(schema, source, rows))(state, dispatch, view)
  }
}

/** Makes the table with the caret anew, as the directory is now. Names only the table knew stay. */
export const renewTable: Command = (state, dispatch) => {
  const here = madeTableAt(state)
  if (here === null) return false
  const { node, position, source } = here
  const [noun, group = ''] = source.split('/')
  const rows = noun === 'key' ? keyRows(state, node) : memberRows(state, group)
  if (rows === null) return false
  const made = tableOf(state.schema, source, rows)
  dispatch?.(state.tr.replaceWith(position + 1, position + node.nodeSize - 1, made.content))
  return true
}

function madeTableAt(state: EditorState): { node: Node; position: number; source: string } | null {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    const source: unknown = node.attrs['source']
    if (node.type.name === 'table' && typeof source === 'string') {
      return { node, position: $from.before(depth), source }
    }
  }
  return null
}

/** `before`: the key as it is, whose names stay where the directory knows none. */
function keyRows(state: EditorState, before?: Node): string[][] | null {
  const directory = directoryKey.getState(state)
  if (!directory) return null
  const all = [...readingsOf(state).readings.values()]
  const used = initialsUsed({
    leads: all.flatMap((each) => (each.kind === 'leads' ? each.readings : [])),
    timescales: all.flatMap((each) => (each.kind === 'timescale' ? each.readings : [])),
  })
  const own = new Map(
    (before?.children ?? []).map((row) => [
      row.firstChild?.textContent.trim() ?? '',
      row.childCount > 1 ? (row.lastChild?.textContent.trim() ?? '') : '',
    ]),
  )
  const lines = keyEntries(directory, used).map((line) => {
    if (line.state !== 'known') return [line.initials, own.get(line.initials) ?? '']
    return [line.initials, line.about === '' ? line.name : `${line.name}, ${line.about}`]
  })
  return [['Initials', 'Name'], ...lines]
}

/** Without e-mail addresses: a document is read by more people than the directory. */
function memberRows(state: EditorState, groupId: string): string[][] | null {
  const directory = directoryKey.getState(state)
  const made = directory ? membershipTable(directory, groupId, { isPublic: true }) : null
  return made === null ? null : [[...made.headings], ...made.rows.map((row) => [...row])]
}

function tableOf(schema: Schema, source: string, rows: readonly (readonly string[])[]): Node {
  const cell = (words: string, header: string | null): Node =>
    nodeType(schema, 'tableCell').create(
      { header },
      nodeType(schema, 'paragraph').create(null, words === '' ? null : schema.text(words)),
    )
  const made = rows.map((row, index) =>
    nodeType(schema, 'tableRow').create(
      null,
      row.map((words, at) => cell(words, index === 0 ? 'column' : at === 0 ? 'row' : null)),
    ),
  )
  return nodeType(schema, 'table').create({ source }, made)
}
