import type { Node } from '@tiptap/pm/model'
import { EMPTY_DIRECTORY } from '../reading/directory.ts'
import type { Directory } from '../reading/directory.ts'
import { numberBlocks } from '../schema/numbering.ts'
import { compareLists } from './blocks.ts'
import { CHANGE_KINDS } from './comparison.ts'
import type { Ask, Change, ChangeKind, Comparison, SummaryLine } from './comparison.ts'
import { meaningsOf } from './meanings.ts'
import { pairById } from './pairs.ts'
import { idOf, toChange } from './work.ts'
import type { Work } from './work.ts'

export interface CompareOptions {
  /** Whom initials and names in lead cells mean. */
  directory?: Directory
  /** Wishes that led to changes, by the id of the block or row. */
  asks?: readonly Ask[]
}

/**
 * Compares two texts of one document, or any two: blocks and rows by id, what has no common id by
 * its words, then word by word. Words: Myers, "An O(ND) Difference Algorithm", 1986, by jsdiff.
 */
export function compareDocuments(
  before: Node,
  after: Node,
  { directory = EMPTY_DIRECTORY, asks = [] }: CompareOptions = {},
): Comparison {
  const changes: Change[] = []
  let section: { words: string; id: string | null } = { words: '', id: null }
  const work: Work = {
    pairs: pairById(before, after),
    numbers: { before: numbersOf(before), after: numbersOf(after) },
    meanings: { before: meaningsOf(before, directory), after: meaningsOf(after, directory) },
    note(noted) {
      const mark = noted.mark || `change-${changes.length + 1}`
      const id = idOf(noted.node)
      const askedBy = asks.filter((each) => each.id === id).map(({ by }) => by)
      changes.push(
        toChange(noted, { mark, section: section.words, sectionId: section.id, askedBy }),
      )
      return mark
    },
    enter(heading) {
      section = heading
    },
    within: '',
  }
  const blocks = compareLists(work, before.children, after.children)
  return { summary: summarise(changes), changes, blocks }
}

/** "3 actions added", the weightiest kind first. */
function summarise(changes: readonly Pick<Change, 'kind'>[]): SummaryLine[] {
  return CHANGE_KINDS.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length
    if (count === 0) return []
    const [one, many] = WORDS[kind]
    return [{ kind, count, words: `${count} ${count === 1 ? one : many}` }]
  })
}

const WORDS: Record<ChangeKind, readonly [one: string, many: string]> = {
  actionAdded: ['action added', 'actions added'],
  actionRemoved: ['action removed', 'actions removed'],
  actionsMerged: ['action merged into another', 'actions merged into others'],
  actionMoved: ['action moved', 'actions moved'],
  dateLater: ['date moved later', 'dates moved later'],
  dateEarlier: ['date moved earlier', 'dates moved earlier'],
  dateChanged: ['date set or dropped', 'dates set or dropped'],
  leadChanged: ['lead changed', 'leads changed'],
  actionChanged: ['action reworded', 'actions reworded'],
  groupChanged: ['group of actions changed', 'groups of actions changed'],
  columnChanged: ['column changed', 'columns changed'],
  headingChanged: ['heading reworded', 'headings reworded'],
  textAdded: ['passage added', 'passages added'],
  textRemoved: ['passage removed', 'passages removed'],
  textChanged: ['passage reworded', 'passages reworded'],
  textSplit: ['passage split in two', 'passages split in two'],
  textJoined: ['passage joined with another', 'passages joined with others'],
  textMoved: ['passage moved', 'passages moved'],
  formChanged: ['change of form', 'changes of form'],
  markupChanged: ['change of bold, italics or links', 'changes of bold, italics or links'],
}

function numbersOf(doc: Node): Map<Node, string> {
  const numbers = new Map<Node, string>()
  for (const { position, number } of numberBlocks(doc).blocks) {
    const node = doc.nodeAt(position)
    if (node !== null) numbers.set(node, number)
  }
  return numbers
}
