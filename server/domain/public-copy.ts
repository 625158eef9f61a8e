import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import { asReadingDirectory } from '../../shared/directory/reading-directory.ts'
import { entriesById, nameOf, peopleIn } from '../../shared/directory/model.ts'
import type { Directory } from '../../shared/directory/model.ts'
import { directoryWithKey, factsOf, keyBlocks } from '../../shared/reading/document-key.ts'
import { looksLikeInitials } from '../../shared/reading/leads/names.ts'
import { actionsOf } from '../../shared/reading/plan-actions.ts'
import { createPlanReader } from '../../shared/reading/plan-reader.ts'

/**
 * A text as anybody may have it: without the columns that are not for the public, and with the post
 * instead of the name where a person leads an action or stands in the KEY.
 */
export function publicCopy(body: Node, directory: Directory): Node {
  const posts = postsOf(body, directory)
  const rename: Rename = (text) => withPosts(text, posts)
  const key = new Set(keyBlocks(body))
  return withChildren(body, (block) =>
    key.has(block) ? renamed(block, rename, { areLettersKept: true }) : copyBlock(block, rename),
  )
}

/** The actions each row of the plans holds, by the id of the row: more than one if its lines are. */
export function actionsByRow(body: Node, directory: Directory): Map<string, string[]> {
  const read = createPlanReader(asReadingDirectory(directory)).read(body)
  const rows = new Map<string, string[]>()
  let last = { position: -1, id: '' }
  for (const { id, position } of read === null ? [] : actionsOf(read)) {
    if (position !== last.position) last = { position, id }
    rows.set(last.id, [...(rows.get(last.id) ?? []), id])
  }
  return rows
}

type Rename = (text: string) => string

/** What a person is called instead: their names, aliases and letters lead to their post. */
function postsOf(body: Node, directory: Directory): Map<string, string> {
  const posts = new Map<string, string>()
  const { people } = directoryWithKey(asReadingDirectory(directory), factsOf(body).key)
  const byId = entriesById(directory)
  const organisations = new Map(
    peopleIn(directory).map(({ id, organisation }) => [id, nameOf(byId, organisation)]),
  )
  for (const { id, name, initials, title, organisation, aliases = [] } of people) {
    const place = organisation ?? organisations.get(id ?? '') ?? ''
    const post = [title ?? '', place].filter((part) => part !== '').join(', ')
    if (post === '') continue
    for (const called of [name, initials ?? '', ...aliases]) {
      if (called === '') continue
      posts.set(called, post)
      // "Petra Wick, Youth Service" says already where she belongs.
      if (place !== '') posts.set(`${called}, ${place}`, post).set(`${called} (${place})`, post)
    }
  }
  return posts
}

function withPosts(text: string, posts: ReadonlyMap<string, string>): string {
  if (posts.size === 0) return text
  const names = [...posts.keys()].toSorted((one, other) => other.length - one.length)
  const any = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu'),
    (name) => posts.get(name) ?? name,
  )
}

function copyBlock(node: Node, rename: Rename): Node {
  if (node.type.name === 'actionTable') return copyPlan(node, rename)
  return withChildren(node, (child) => copyBlock(child, rename))
}

function copyPlan(table: Node, rename: Rename): Node {
  const hidden = new Set<string>()
  const leads = new Set<string>()
  table.descendants((node) => {
    if (node.type.name !== 'actionColumn') return node.type.name !== 'actionRow'
    const key = String(node.attrs['key'])
    if (node.attrs['public'] === false) hidden.add(key)
    if (node.attrs['kind'] === 'leads') leads.add(key)
    return false
  })
  const copy = (node: Node): Node | null => {
    const isColumn = node.type.name === 'actionColumn' || node.type.name === 'actionCell'
    const key = String(node.attrs['key'])
    if (isColumn && hidden.has(key)) return null
    if (node.type.name === 'actionCell') return leads.has(key) ? renamed(node, rename) : node
    return withChildren(node, copy)
  }
  return copy(table) ?? table
}

/** In a KEY the letters stay: what they mean is said there. */
function renamed(node: Node, rename: Rename, { areLettersKept = false } = {}): Node {
  if (node.isText) {
    const words = node.text ?? ''
    const text = areLettersKept && looksLikeInitials(words.trim()) ? words : rename(words)
    return text === words ? node : node.type.schema.text(text, node.marks)
  }
  return withChildren(node, (child) => renamed(child, rename, { areLettersKept }))
}

function withChildren(node: Node, change: (child: Node) => Node | null): Node {
  if (node.isLeaf) return node
  return node.copy(Fragment.from(node.children.flatMap((child) => change(child) ?? [])))
}
