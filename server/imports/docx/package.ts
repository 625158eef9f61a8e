import { posix } from 'node:path'
import { Refusal } from '../../../shared/refusals.ts'
import type { Archive } from './archive.ts'
import { createBudget, readXml } from './xml.ts'
import type { XmlBudget, XmlElement } from './xml.ts'

/** What a part points at: another part of the file, or something outside it. */
export interface Relation {
  type: string
  target: string
  isExternal: boolean
}

/** The parts of a Word file that are read, found by their relations and never by fixed names. */
export interface WordPackage {
  archive: Archive
  budget: XmlBudget
  mainPath: string
  relationsOf(path: string): Promise<Map<string, Relation>>
  /** A part as a tree; null if it is not there. */
  tree(path: string): Promise<XmlElement | null>
}

/**
 * Finds the document inside a container.
 *
 * @throws {Refusal} `unreadable_file` for containers of other programs.
 */
export async function openPackage(archive: Archive): Promise<WordPackage> {
  const budget = createBudget()
  const tree = async (path: string) => {
    const bytes = await archive.read(path)
    return bytes === null ? null : readXml(bytes, budget)
  }
  const relationsOf = async (path: string) => {
    const folder = posix.dirname(path)
    const name = posix.basename(path)
    return readRelations(await tree(posix.join(folder, '_rels', `${name}.rels`)), folder)
  }
  const relations = await relationsOf('')
  const main = [...relations.values()].find((each) => each.type === 'officeDocument')
  if (main === undefined || !archive.has(main.target) || !main.target.startsWith('word/')) {
    throw new Refusal('unreadable_file', sayWhatItIs(archive, main?.target ?? ''))
  }
  return { archive, budget, mainPath: main.target, relationsOf, tree }
}

function readRelations(root: XmlElement | null, folder: string): Map<string, Relation> {
  const relations = new Map<string, Relation>()
  for (const { name, attrs } of root?.children ?? []) {
    const { Id: id, Type: type, Target: target } = attrs
    if (name !== 'rel:Relationship' || !id || !type || target === undefined) continue
    const isExternal = attrs['TargetMode'] === 'External'
    relations.set(id, {
      type: type.slice(type.lastIndexOf('/') + 1),
      target: isExternal ? target : resolveInside(folder, target),
      isExternal,
    })
  }
  return relations
}

/** A path inside the container; "../" cannot lead out of it, because it is only ever a key. */
function resolveInside(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target))
}

function sayWhatItIs(archive: Archive, main: string): string {
  if (main.startsWith('xl/') || archive.has('xl/workbook.xml')) {
    return 'This is an Excel file. Only Word files (.docx) can be brought in.'
  }
  if (main.startsWith('ppt/') || archive.has('ppt/presentation.xml')) {
    return 'This is a PowerPoint file. Only Word files (.docx) can be brought in.'
  }
  if (archive.has('content.xml') && archive.has('META-INF/manifest.xml')) {
    return 'This is an OpenDocument file (.odt). Open it in Word or LibreOffice and save it as .docx.'
  }
  return 'This file is not a Word file. Open it in Word and save it as .docx.'
}
