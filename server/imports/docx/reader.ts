import type { Node } from '@tiptap/pm/model'
import type { ImportReport } from '../../../shared/api.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { countWords } from '../../../shared/reading/words.ts'
import { composeBody } from '../compose/body.ts'
import { composePageHeader } from '../compose/page-header.ts'
import { findTitle, guessKind } from '../compose/title.ts'
import type { DocxJob } from '../docx.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import type { ImportedDocument } from '../imported-document.ts'
import { openArchive } from './archive.ts'
import { BlockReader, readBlocks } from './blocks.ts'
import { Comments } from './comments.ts'
import { Fields } from './fields.ts'
import { Findings } from './findings.ts'
import { Numbering } from './numbering.ts'
import { OWN_PROPERTY } from './own-file.ts'
import { openPackage } from './package.ts'
import type { Relation, WordPackage } from './package.ts'
import { Pictures } from './pictures.ts'
import { textOfPieces } from './pieces.ts'
import type { Piece } from './pieces.ts'
import { withOwnFields } from './source.ts'
import type { Source } from './source.ts'
import { readStyles } from './styles.ts'
import { walkXml } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** How far down a period is looked for where no heading ends the cover. */
const MAX_COVER_LINES = 20

/** Reads a Word file: the container, its parts, its text; then makes the document of it. */
export async function readWordFile(job: DocxJob): Promise<ImportedDocument> {
  const findings = new Findings()
  const word = await openPackage(await openArchive(job.bytes))
  const relations = await word.relationsOf(word.mainPath)
  const source = await openSource(word, { relations, findings, job })
  const pieces = await readMain(word, source)
  const margins = await readMargins(word, source)
  const property = await readTitle(word)
  const found = findTitle(pieces, { property, fileName: job.fileName })
  const title = source.isOwn && property.trim() !== '' ? property.trim() : found
  const { blocks, plans } = composeBody(pieces, findings)
  const pageHeader = composePageHeader(margins, [title, ...coverLines(pieces)])
  source.comments.report(findings)
  const body: NodeJson = {
    type: 'doc',
    content: pageHeader === null ? blocks : [pageHeader, ...blocks],
  }
  const document = documentSchema.nodeFromJSON(body)
  document.check()
  const report = {
    ...countBlocks(document),
    fileName: job.fileName,
    title,
    actionTables: plans,
    notices: findings.notices(),
  }
  const kind = guessKind(title, { words: report.words, plans: plans.length })
  return { title, kind, body, report, images: source.pictures.all() }
}

async function openSource(
  word: WordPackage,
  {
    relations,
    findings,
    job,
  }: { relations: Map<string, Relation>; findings: Findings; job: DocxJob },
): Promise<Source> {
  const treeOf = async (type: string) => {
    const relation = [...relations.values()].find((each) => each.type === type && !each.isExternal)
    return relation === undefined ? null : word.tree(relation.target)
  }
  const source: Source = {
    styles: readStyles(await treeOf('styles')),
    numbering: new Numbering(await treeOf('numbering')),
    relations,
    pictures: await Pictures.load(word, relations, findings),
    comments: new Comments(await treeOf('comments')),
    notes: new Map(),
    trackedChanges: job.trackedChanges,
    findings,
    fields: new Fields(),
    isOwn: await isOwnFile(word),
  }
  const notes = new Map<string, string>()
  for (const kind of ['footnote', 'endnote']) {
    for (const note of (await treeOf(`${kind}s`))?.children ?? []) {
      const id = note.attrs['w:id']
      if (id === undefined || note.attrs['w:type'] !== undefined) continue
      const text = textOfPieces(readBlocks(note.children, withOwnFields(source)))
      notes.set(`${kind}/${id}`, text.replace(/\s+/g, ' ').trim())
    }
  }
  return { ...source, notes }
}

async function readMain(word: WordPackage, source: Source): Promise<Piece[]> {
  const bytes = await word.archive.read(word.mainPath)
  const reader = new BlockReader(source)
  if (bytes !== null) {
    walkXml(bytes, {
      budget: word.budget,
      containers: new Set(['w:document', 'w:body']),
      onChild: (element: XmlElement) => reader.read(element),
    })
  }
  return reader.finish()
}

/** The different lines at the top of the pages, then those at their foot. */
async function readMargins(word: WordPackage, source: Source): Promise<string[]> {
  const lines: string[] = []
  for (const type of ['header', 'footer']) {
    for (const relation of source.relations.values()) {
      if (relation.type !== type || relation.isExternal) continue
      const root = await word.tree(relation.target)
      const text = textOfPieces(readBlocks(root?.children ?? [], withOwnFields(source)))
      for (const line of text.split('\n')) {
        if (line.trim() === '' || lines.includes(line)) continue
        lines.push(line)
        if (type === 'footer' && !isPageNumber(line)) source.findings.note('footers', line)
      }
    }
  }
  return lines
}

/** The property that the exports give a file; it outlives being saved in Word. */
async function isOwnFile(word: WordPackage): Promise<boolean> {
  const relation = [...(await word.relationsOf('')).values()].find(
    (each) => each.type === 'custom-properties',
  )
  const properties = relation === undefined ? null : await word.tree(relation.target)
  return properties?.children.some((each) => each.attrs['name'] === OWN_PROPERTY) ?? false
}

async function readTitle(word: WordPackage): Promise<string> {
  const root = [...(await word.relationsOf('')).values()].find(
    (each) => each.type === 'core-properties',
  )
  const properties = root === undefined ? null : await word.tree(root.target)
  return properties?.children.find((each) => each.name === 'dc:title')?.text ?? ''
}

/** Short lines before the first section, where the period of a strategy is printed large. */
function coverLines(pieces: readonly Piece[]): string[] {
  const end = pieces.findIndex((piece) => piece.kind === 'table' || piece.role.kind === 'heading')
  return pieces
    .slice(0, end < 0 ? MAX_COVER_LINES : end)
    .map((piece) => textOfPieces([piece]))
    .filter((text) => text.length < 80)
}

function isPageNumber(line: string): boolean {
  return /^[\s\d|–-]*(page)?[\s\d]*(of)?[\s\d|–-]*$/i.test(line)
}

function countBlocks(
  body: Node,
): Pick<ImportReport, 'words' | 'headings' | 'clauses' | 'tables' | 'images' | 'footnotes'> {
  const of = (name: string) => {
    let count = 0
    body.descendants((node) => {
      if (node.type.name === name) count++
    })
    return count
  }
  return {
    words: countWords(body),
    headings: of('heading'),
    clauses: of('clause'),
    tables: of('table'),
    images: of('image'),
    footnotes: of('footnote'),
  }
}
