import type { ImportNotice, NoticeLevel } from '../../../shared/api.ts'

/** Everything a report can say about a file, in plain words. `n` is how often it happened. */
const SAYINGS = {
  // What was read, and how.
  contentsList: say(
    'read',
    () => 'The contents list was left out. Folkmoot makes one from the headings.',
  ),
  pageNumbers: say('read', () => 'Page numbers were left out. They are printed anew.'),
  endnotes: say(
    'read',
    (n) => `${count(n, 'endnote')} became ${n === 1 ? 'a footnote' : 'footnotes'}.`,
  ),
  boxes: say(
    'read',
    (n) => `${count(n, 'box', 'boxes')} became ${n === 1 ? 'a call-out' : 'call-outs'}.`,
  ),
  joinedTables: say(
    'read',
    (n) =>
      `${count(n, 'table')} with the same columns ${n === 1 ? 'was' : 'were'} joined to the action table above.`,
  ),
  repeatedHeadings: say(
    'read',
    (n) =>
      `${count(n, 'repeated heading row')} of an action table ${n === 1 ? 'was' : 'were'} left out.`,
  ),
  sameAsAbove: say(
    'read',
    (n) =>
      `${count(n, 'blank or merged cell')} ${n === 1 ? 'means' : 'mean'} the same as the cell above.`,
  ),
  groupFromTable: say(
    'read',
    (n) =>
      `${count(n, 'action table')} took the name of ${n === 1 ? 'its' : 'their'} objective from the table above.`,
  ),
  typedClauses: say(
    'read',
    (n) =>
      `${count(n, 'typed paragraph number')} ${n === 1 ? 'was' : 'were'} kept as ${n === 1 ? 'it was' : 'they were'} typed.`,
  ),
  wordNumbers: say(
    'read',
    (n) =>
      `${count(n, 'number')} that Word had counted ${n === 1 ? 'was' : 'were'} kept as printed.`,
  ),
  // What was read in a way somebody should look at.
  insertions: say(
    'unsure',
    (n) => `${count(n, 'tracked insertion')} ${n === 1 ? 'was' : 'were'} taken in.`,
  ),
  deletions: say(
    'unsure',
    (n) => `${count(n, 'tracked deletion')} ${n === 1 ? 'was' : 'were'} left out.`,
  ),
  insertionsRejected: say(
    'unsure',
    (n) => `${count(n, 'tracked insertion')} ${n === 1 ? 'was' : 'were'} left out.`,
  ),
  deletionsRejected: say(
    'unsure',
    (n) => `${count(n, 'tracked deletion')} ${n === 1 ? 'was' : 'were'} put back.`,
  ),
  typedHeadings: say(
    'unsure',
    (n) =>
      `${count(n, 'line')} in bold or with ${n === 1 ? 'a number' : 'numbers'} of ${n === 1 ? 'its' : 'their'} own ${n === 1 ? 'was' : 'were'} taken as ${n === 1 ? 'a heading' : 'headings'}.`,
  ),
  typedLists: say(
    'unsure',
    (n) =>
      `${count(n, 'line')} with a typed bullet or number became ${n === 1 ? 'a list item' : 'list items'}.`,
  ),
  joinedRows: say(
    'unsure',
    (n) =>
      `${count(n, 'row')} without an outcome of ${n === 1 ? 'its' : 'their'} own ${n === 1 ? 'was' : 'were'} taken as the rest of the row above.`,
  ),
  continuedTables: say(
    'unsure',
    (n) =>
      `${count(n, 'table')} without headings ${n === 1 ? 'was' : 'were'} taken as the rest of the action table above.`,
  ),
  blankRows: say(
    'unsure',
    (n) => `${count(n, 'blank row')} of an action table ${n === 1 ? 'was' : 'were'} left out.`,
  ),
  boldGroups: say(
    'unsure',
    (n) =>
      `${count(n, 'row')} with only a bold first cell ${n === 1 ? 'was' : 'were'} taken as the name of a group.`,
  ),
  spreadCells: say(
    'unsure',
    (n) =>
      `${count(n, 'cell')} spread over several columns ${n === 1 ? 'was' : 'were'} put into the first of them.`,
  ),
  ownColumns: say(
    'unsure',
    (n) =>
      `${count(n, 'column')} of an action table ${n === 1 ? 'has a heading' : 'have headings'} that Folkmoot does not know. The words are kept.`,
  ),
  innerTables: say(
    'unsure',
    (n) => `${count(n, 'table')} inside another table ${n === 1 ? 'was' : 'were'} read as lines.`,
  ),
  movedPictures: say(
    'unsure',
    (n) =>
      `${count(n, 'picture')} ${n === 1 ? 'was' : 'were'} moved below the table or list ${n === 1 ? 'it' : 'they'} stood in.`,
  ),
  capitalNumbers: say(
    'unsure',
    (n) =>
      `${count(n, 'list item')} numbered with capital letters ${n === 1 ? 'has a small letter' : 'have small letters'} now.`,
  ),
  symbols: say(
    'unsure',
    (n) =>
      `${count(n, 'symbol')} of a special font ${n === 1 ? 'was' : 'were'} replaced by the nearest ordinary sign.`,
  ),
  equations: say(
    'unsure',
    (n) => `${count(n, 'formula', 'formulas')} ${n === 1 ? 'was' : 'were'} read as plain words.`,
  ),
  missingAlt: say(
    'unsure',
    (n) =>
      `${count(n, 'picture')} ${n === 1 ? 'has' : 'have'} no description for people who cannot see ${n === 1 ? 'it' : 'them'}. Please add one.`,
  ),
  footers: say('unsure', () => 'The words at the foot of the pages were added to the page header.'),
  // What was not read.
  unsafeLinks: say(
    'notRead',
    (n) =>
      `${count(n, 'link')} ${n === 1 ? 'leads' : 'lead'} to a place that cannot be opened safely. The words are kept.`,
  ),
  innerLinks: say(
    'notRead',
    (n) => `${count(n, 'link')} to a place inside the document became plain words.`,
  ),
  outsidePictures: say(
    'notRead',
    (n) =>
      `${count(n, 'picture')} ${n === 1 ? 'is' : 'are'} not inside the file but somewhere else, and ${n === 1 ? 'was' : 'were'} not fetched.`,
  ),
  otherPictures: say(
    'notRead',
    (n) =>
      `${count(n, 'picture')} ${n === 1 ? 'is' : 'are'} of a kind that browsers cannot show. Save ${n === 1 ? 'it' : 'them'} as PNG and add ${n === 1 ? 'it' : 'them'} again.`,
  ),
  largePictures: say(
    'notRead',
    (n) =>
      `${count(n, 'picture')} of more than 8 MB ${n === 1 ? 'was' : 'were'} not read. Make ${n === 1 ? 'it' : 'them'} smaller and add ${n === 1 ? 'it' : 'them'} again.`,
  ),
  diagrams: say(
    'notRead',
    (n) =>
      `${count(n, 'chart or diagram', 'charts or diagrams')} ${n === 1 ? 'was' : 'were'} not read. Save ${n === 1 ? 'it' : 'them'} as a picture and add ${n === 1 ? 'it' : 'them'} again.`,
  ),
  embedded: say(
    'notRead',
    (n) =>
      `${count(n, 'file')} inside the file (such as a spreadsheet) ${n === 1 ? 'was' : 'were'} not read.`,
  ),
  hiddenWords: say(
    'notRead',
    (n) => `${count(n, 'hidden passage')} ${n === 1 ? 'was' : 'were'} left out, as in print.`,
  ),
  formPrompts: say(
    'notRead',
    (n) => `${count(n, 'prompt')} of a blank form field ${n === 1 ? 'was' : 'were'} left out.`,
  ),
  colours: say(
    'notRead',
    (n) =>
      `${count(n, 'highlighted or coloured cell or passage', 'highlighted or coloured cells or passages')} lost the colour.`,
  ),
  lostNotes: say('notRead', (n) => `${count(n, 'footnote mark')} had no footnote.`),
} as const satisfies Record<string, Saying>

export type Finding = keyof typeof SAYINGS

interface Saying {
  level: NoticeLevel
  sentence: (n: number) => string
}

const MAX_EXAMPLE_CHARS = 120
const MAX_EXAMPLES = 3
const MAX_REMARKS = 100
const LEVELS: readonly NoticeLevel[] = ['notRead', 'unsure', 'read']

/** Gathers what happened while a file was read, and says it as the notices of a report. */
export class Findings {
  private readonly counted = new Map<Finding, { count: number; examples: string[] }>()
  private readonly remarks: ImportNotice[] = []

  note(finding: Finding, example = ''): void {
    const entry = this.counted.get(finding) ?? { count: 0, examples: [] }
    entry.count += 1
    const text = oneLine(example)
    if (text !== '' && entry.examples.length < MAX_EXAMPLES && !entry.examples.includes(text)) {
      entry.examples.push(text)
    }
    this.counted.set(finding, entry)
  }

  /** A notice of its own, for what is worth saying one by one. At most 100 are kept. */
  remark(level: NoticeLevel, message: string, example = ''): void {
    if (this.remarks.length >= MAX_REMARKS) return
    this.remarks.push({ level, message, count: 1, example: shorten(oneLine(example)) })
  }

  countOf(finding: Finding): number {
    return this.counted.get(finding)?.count ?? 0
  }

  /** What needs attention comes first. */
  notices(): ImportNotice[] {
    const counted = [...this.counted].map(([finding, { count: n, examples }]) => ({
      level: SAYINGS[finding].level,
      message: SAYINGS[finding].sentence(n),
      count: n,
      example: shorten(examples.join(' · ')),
    }))
    return [...counted, ...this.remarks].toSorted(
      (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
    )
  }
}

function shorten(text: string): string {
  return text.length <= MAX_EXAMPLE_CHARS ? text : `${text.slice(0, MAX_EXAMPLE_CHARS - 1)}…`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function say(level: NoticeLevel, sentence: (n: number) => string): Saying {
  return { level, sentence }
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}
