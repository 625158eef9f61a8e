import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import { showToast } from '../components/toast.tsx'
import { isFromYjs } from './binding/index.ts'

/** The ids of the headings under which alone this person may edit; null: anywhere. */
export type GetSections = () => readonly string[] | null

/**
 * Somebody with whom only a section is shared changes nothing else. The server refuses it as well
 * (server/sync/section.ts): here they are told before they have typed what cannot be kept.
 */
export function ownSectionsPlugin(getSections: GetSections): Plugin {
  let endToast = (): void => {}
  return new Plugin({
    filterTransaction: (tr) => {
      if (!tr.docChanged || isFromYjs(tr)) return true
      const sections = getSections()
      if (sections === null || staysInside(tr, new Set(sections))) return true
      endToast()
      endToast = showToast({ words: whatIsTheirs(tr.before, new Set(sections)) })
      return false
    },
  })
}

function staysInside({ before, doc }: Transaction, headings: ReadonlySet<string>): boolean {
  const start = sameAtStart(before, doc)
  const end = sameAtEnd(before, doc, start)
  const own = blocksUnder(before, headings)
  const changed = before.children.slice(start, before.childCount - end)
  const now = doc.children.slice(start, doc.childCount - end)
  if (changed.length === 0) return own.has(before.maybeChild(start - 1))
  // The heading itself stays where it is, or the bounds of the section would move.
  return changed.every(
    (block, index) =>
      own.has(block) && (!isOneOf(block, headings) || now[index]?.sameMarkup(block) === true),
  )
}

/** The headings and all that stands under them, to the next heading of the same or a higher level. */
function blocksUnder(doc: Node, headings: ReadonlySet<string>): Set<Node | null> {
  const found = new Set<Node | null>()
  let level: number | null = null
  for (const block of doc.children) {
    const own = block.type.name === 'heading' ? Number(block.attrs['level']) : null
    if (own !== null && level !== null && own <= level) level = null
    if (isOneOf(block, headings)) level ??= own
    if (level !== null) found.add(block)
  }
  return found
}

function whatIsTheirs(doc: Node, headings: ReadonlySet<string>): string {
  const titles = doc.children
    .filter((block) => isOneOf(block, headings))
    .map(({ textContent }) => `“${textContent.trim()}”`)
  if (titles.length === 0) return 'The part you can change is no longer in this document.'
  return `You can change only what is under ${titles.join(' and ')}.`
}

function isOneOf({ type, attrs }: Node, headings: ReadonlySet<string>): boolean {
  return type.name === 'heading' && headings.has(String(attrs['id']))
}

function sameAtStart(before: Node, after: Node): number {
  let count = 0
  const most = Math.min(before.childCount, after.childCount)
  while (count < most && before.child(count) === after.child(count)) count++
  return count
}

function sameAtEnd(before: Node, after: Node, start: number): number {
  let count = 0
  const most = Math.min(before.childCount, after.childCount) - start
  while (
    count < most &&
    before.child(before.childCount - 1 - count) === after.child(after.childCount - 1 - count)
  ) {
    count++
  }
  return count
}
