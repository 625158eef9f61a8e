import type { TrackedChanges } from '../imported-document.ts'
import type { Comments } from './comments.ts'
import { Fields } from './fields.ts'
import type { Findings } from './findings.ts'
import type { Numbering } from './numbering.ts'
import type { Relation } from './package.ts'
import type { Pictures } from './pictures.ts'
import type { Styles } from './styles.ts'
import { child, findInside } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** What reading a part of the file needs to know and gathers on its way. */
export interface Source {
  styles: Styles
  numbering: Numbering
  relations: ReadonlyMap<string, Relation>
  pictures: Pictures
  comments: Comments
  /** The words of footnotes and endnotes by kind and id: "footnote/2". */
  notes: ReadonlyMap<string, string>
  trackedChanges: TrackedChanges
  findings: Findings
  fields: Fields
  /** Folkmoot wrote the file. */
  isOwn: boolean
}

/** The same file read at another place: fields do not reach from one part into another. */
export function withOwnFields(source: Source): Source {
  return { ...source, fields: new Fields() }
}

const INSERTED = new Set(['w:ins', 'w:moveTo'])
const DELETED = new Set(['w:del', 'w:moveFrom'])
const WRAPPERS = new Set(['w:smartTag', 'w:customXml', 'w:dir', 'w:bdo', 'w:subDoc'])

/**
 * The children of an element as they count: wrappers opened, tracked changes decided, one of several
 * alternatives chosen.
 */
export function visibleChildren(element: XmlElement, source: Source): readonly XmlElement[] {
  if (!element.children.some((each) => isTransparent(each.name))) return element.children
  return element.children.flatMap((each) => openWrapper(each, source))
}

/** Whether a change is in force: an insertion that is accepted, a deletion that is rejected. */
export function isKept(change: 'inserted' | 'deleted', source: Source): boolean {
  return (change === 'inserted') === (source.trackedChanges === 'accept')
}

/** All words inside, whatever stands around them, deleted ones too: for examples only. */
export function wordsInside(element: XmlElement): string {
  if (element.name === 'w:t' || element.name === 'w:delText' || element.name === 'm:t') {
    return element.text
  }
  return element.children.map(wordsInside).join('')
}

export function noteChange(
  change: 'inserted' | 'deleted',
  { findings, trackedChanges }: Source,
  example: string,
): void {
  const isAccepted = trackedChanges === 'accept'
  if (change === 'inserted')
    findings.note(isAccepted ? 'insertions' : 'insertionsRejected', example)
  else findings.note(isAccepted ? 'deletions' : 'deletionsRejected', example)
}

function isTransparent(name: string): boolean {
  return (
    INSERTED.has(name) ||
    DELETED.has(name) ||
    WRAPPERS.has(name) ||
    name === 'w:sdt' ||
    name === 'mc:AlternateContent'
  )
}

function openWrapper(element: XmlElement, source: Source): readonly XmlElement[] {
  const { name } = element
  if (INSERTED.has(name) || DELETED.has(name)) {
    const change = INSERTED.has(name) ? 'inserted' : 'deleted'
    const words = wordsInside(element)
    if (words.trim() !== '') noteChange(change, source, words)
    return isKept(change, source) ? visibleChildren(element, source) : []
  }
  if (name === 'w:sdt') return openControl(element, source)
  if (name === 'mc:AlternateContent') {
    const branch = chooseBranch(element)
    return branch === null ? [] : visibleChildren(branch, source)
  }
  return WRAPPERS.has(name) ? visibleChildren(element, source) : [element]
}

/** A content control: its content counts, unless it is a prompt or a list of contents. */
function openControl(control: XmlElement, source: Source): readonly XmlElement[] {
  const properties = child(control, 'w:sdtPr')
  const content = child(control, 'w:sdtContent')
  if (content === null) return []
  if (child(properties, 'w:showingPlcHdr') !== null) {
    source.findings.note('formPrompts', wordsInside(content))
    return keepBlocks(content, source)
  }
  const gallery = findInside(control, 'w:docPartGallery')?.attrs['w:val'] ?? ''
  if (child(properties, 'w:docPartObj') !== null && /table of contents/i.test(gallery)) {
    source.findings.note('contentsList')
    return []
  }
  return visibleChildren(content, source)
}

/** Without its prompt a control that stands for a table cell is still a cell. */
function keepBlocks(content: XmlElement, source: Source): readonly XmlElement[] {
  return visibleChildren(content, source)
    .filter((each) => each.name === 'w:tc')
    .map((cell) => ({ ...cell, children: cell.children.filter((each) => each.name === 'w:tcPr') }))
}

/** The first choice that holds anything that can be read, or else the fallback. */
function chooseBranch(element: XmlElement): XmlElement | null {
  const choice = element.children.find(
    (each) => each.name === 'mc:Choice' && CONTENTS.some((name) => findInside(each, name)),
  )
  return choice ?? child(element, 'mc:Fallback') ?? child(element, 'mc:Choice')
}

const CONTENTS = ['w:txbxContent', 'a:blip', 'w:t', 'c:chart', 'dgm:relIds']
