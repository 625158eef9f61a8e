import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { isLockedHeading } from '../../../shared/cover/part-ids.ts'
import { showToast } from '../../components/toast.tsx'
import { isFromYjs } from '../binding/index.ts'

/**
 * The headings of the parts that a cover report has to have are not taken out and not reworded. The
 * server puts them back before a report goes out: here people are told at once.
 */
export function lockedPartsPlugin(): Plugin {
  let endToast = (): void => {}
  return new Plugin({
    filterTransaction: (tr) => {
      if (!tr.docChanged || isFromYjs(tr) || keepsHeadings(tr.before, tr.doc)) return true
      endToast()
      endToast = showToast({ words: 'This heading stays in every cover report. Write below it.' })
      return false
    },
  })
}

function keepsHeadings(before: Node, after: Node): boolean {
  const now = new Set(after.children)
  const gone = before.children.filter(
    (block) => isLockedHeading(block.attrs['id']) && !now.has(block),
  )
  return gone.every((heading) => after.children.some((block) => isSameHeading(block, heading)))
}

function isSameHeading(block: Node, heading: Node): boolean {
  return (
    block.attrs['id'] === heading.attrs['id'] &&
    block.type === heading.type &&
    block.attrs['level'] === heading.attrs['level'] &&
    block.textContent === heading.textContent
  )
}
