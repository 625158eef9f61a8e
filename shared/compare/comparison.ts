/** What came of comparing two texts: the later one with everything marked, and the changes as a list. */
export interface Comparison {
  /** Changes counted by kind, the weightiest first: "3 actions added". */
  summary: SummaryLine[]
  /** In the order of the document. */
  changes: Change[]
  /** The top-level blocks of the later text, with what was removed where it stood. */
  blocks: MarkedBlock[]
}

export interface SummaryLine {
  kind: ChangeKind
  count: number
  words: string
}

export const CHANGE_KINDS = [
  'actionAdded',
  'actionRemoved',
  'actionsMerged',
  'actionMoved',
  'dateLater',
  'dateEarlier',
  'dateChanged',
  'leadChanged',
  'actionChanged',
  'groupChanged',
  'columnChanged',
  'headingChanged',
  'textAdded',
  'textRemoved',
  'textChanged',
  'textSplit',
  'textJoined',
  'textMoved',
  'formChanged',
  'markupChanged',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

export interface Change {
  kind: ChangeKind
  /** The mark of the block it is about: see `MarkedBlock.mark`. */
  mark: string
  /** Id of the block or row, of the later text, or of the earlier one where it was removed. */
  id: string | null
  /** What changed, in a sentence. */
  words: string
  /** The heading it stands under, '' for none, and its id. */
  section: string
  sectionId: string | null
  /** Whose wish it was, where somebody linked it to an answer or a suggestion. */
  askedBy: string[]
}

export type Changed = 'same' | 'added' | 'removed' | 'changed'

/** A block of either text. Its type and attributes are those of the schema. */
export interface MarkedBlock {
  type: string
  id: string | null
  attrs: Record<string, unknown>
  changed: Changed
  /** Unique in the comparison where there is something to go to; '' elsewhere. */
  mark: string
  /** The number it is shown with, '' for none. */
  number: string
  /** In words, beside the block: "Was a heading", "Moved". */
  notes: string[]
  /** Of a block of words. */
  runs?: Run[]
  /** Of any other. */
  blocks?: MarkedBlock[]
}

/** A piece of a line: words, a line break ('\n'), a footnote, or what this program does not know. */
export interface Run {
  text: string
  changed: 'same' | 'added' | 'removed'
  /** Names of marks; a link as `link`, with where it goes. */
  marks: { type: string; href?: string }[]
  footnote?: string
}

/** Somebody's wish that led to a change of a block or row. */
export interface Ask {
  id: string
  by: string
}
