import { posix } from 'node:path'
import { Refusal } from '../../../shared/refusals.ts'
import { openArchive } from '../docx/archive.ts'
import type { Archive } from '../docx/archive.ts'
import { child, childrenOf, createBudget, readXml, walkXml } from '../docx/xml.ts'
import type { XmlBudget, XmlElement } from '../docx/xml.ts'
import type { CellLimits, ReadSheet } from '../spreadsheet.ts'
import { tooManyCells, unreadableSheet } from './refusals.ts'

/**
 * Reads the cells of every sheet as text: words as they stand, numbers as they are stored, what a
 * formula gave when the file was saved. Nothing is calculated, and nothing outside is looked at.
 *
 * @throws {Refusal} `unreadable_file` or `too_large`
 */
export async function readWorkbook(bytes: Uint8Array, limits: CellLimits): Promise<ReadSheet[]> {
  try {
    return await readSheets(await openArchive(bytes), createBudget(), limits)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The container and XML readers speak of Word.
    throw error.code === 'too_large' ? tooManyCells(limits) : unreadableSheet()
  }
}

async function readSheets(
  archive: Archive,
  budget: XmlBudget,
  limits: CellLimits,
): Promise<ReadSheet[]> {
  const main = await findMain(archive, budget)
  const workbook = await readTree(archive, main, budget)
  const targets = await relationsOf(archive, main, budget)
  const listed = childrenOf(child(workbook, 'x:sheets'), 'x:sheet')
  if (listed.length > limits.sheets) throw tooManyCells(limits)
  const shared = [...targets.values()].find(({ type }) => type === 'sharedStrings')
  const words = shared === undefined ? [] : await readWords(archive, shared.target, budget)
  const sheets: ReadSheet[] = []
  for (const { attrs } of listed) {
    const part = targets.get(attrs['r:id'] ?? '')
    if (part?.type !== 'worksheet') continue // a chart on a sheet of its own
    const xml = await archive.read(part.target)
    if (xml === null) throw unreadableSheet()
    sheets.push({
      name: (attrs['name'] ?? '').slice(0, 200),
      rows: readRows(xml, { words, budget, limits }),
    })
  }
  return sheets
}

async function findMain(archive: Archive, budget: XmlBudget): Promise<string> {
  const relations = await relationsOf(archive, '', budget)
  const main = [...relations.values()].find(({ type }) => type === 'officeDocument')
  if (main === undefined) throw unreadableSheet()
  return main.target
}

async function readTree(archive: Archive, path: string, budget: XmlBudget): Promise<XmlElement> {
  const xml = await archive.read(path)
  if (xml === null) throw unreadableSheet()
  return readXml(xml, budget)
}

interface Part {
  type: string
  target: string
}

async function relationsOf(
  archive: Archive,
  path: string,
  budget: XmlBudget,
): Promise<Map<string, Part>> {
  const folder = posix.dirname(path)
  const xml = await archive.read(posix.join(folder, '_rels', `${posix.basename(path)}.rels`))
  const root = xml === null ? null : readXml(xml, budget)
  return new Map(
    childrenOf(root, 'rel:Relationship').flatMap(({ attrs }): [string, Part][] => {
      const { Id: id = '', Type: type = '', Target: target = '' } = attrs
      if (attrs['TargetMode'] === 'External') return []
      const inside = posix.join('/', target.startsWith('/') ? '' : folder, target).slice(1)
      return [[id, { type: type.slice(type.lastIndexOf('/') + 1), target: inside }]]
    }),
  )
}

/** The words that cells point to by number. */
async function readWords(archive: Archive, path: string, budget: XmlBudget): Promise<string[]> {
  const xml = await archive.read(path)
  const words: string[] = []
  if (xml === null) return words
  walkXml(xml, {
    budget,
    containers: new Set(['x:sst']),
    onChild: (item) => {
      if (item.name === 'x:si') words.push(textOf(item))
    },
  })
  return words
}

/** Plain text, or pieces that look different; how it is pronounced (in Japanese) is left out. */
function textOf(item: XmlElement): string {
  return item.children
    .map((part) => {
      if (part.name === 'x:t') return withControls(part.text)
      return part.name === 'x:r' ? textOf(part) : ''
    })
    .join('')
}

/** Control characters stand in Excel files as "_x000D_". */
function withControls(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}

interface Reading {
  words: readonly string[]
  budget: XmlBudget
  limits: CellLimits
}

function readRows(xml: Uint8Array, reading: Reading): string[][] {
  const { budget, limits } = reading
  const rows: string[][] = []
  let next = 1
  walkXml(xml, {
    budget,
    containers: new Set(['x:worksheet', 'x:sheetData']),
    onChild: (element) => {
      if (element.name !== 'x:row') return
      const at = Number(element.attrs['r'] ?? next)
      if (!Number.isInteger(at) || at < next) throw unreadableSheet()
      next = at + 1
      const cells = readCells(element, reading)
      if (cells.length === 0) return
      if (at > limits.rows) throw tooManyCells(limits)
      while (rows.length < at - 1) rows.push([])
      rows.push(cells)
    },
  })
  return rows
}

function readCells(row: XmlElement, { words, limits }: Reading): string[] {
  const cells: string[] = []
  for (const cell of childrenOf(row, 'x:c')) {
    const text = readCell(cell, words)
    if (text === '') continue
    const at = columnOf(cell.attrs['r']) ?? cells.length
    if (at >= limits.columns || text.length > limits.cellLetters) throw tooManyCells(limits)
    while (cells.length < at) cells.push('')
    cells[at] = text
  }
  return cells
}

function readCell(cell: XmlElement, words: readonly string[]): string {
  const value = child(cell, 'x:v')?.text ?? ''
  switch (cell.attrs['t']) {
    case 's':
      return words[Number(value)] ?? ''
    case 'inlineStr':
      return textOf(child(cell, 'x:is') ?? cell)
    case 'str':
      return withControls(value)
    case 'b':
      return value === '1' ? 'Yes' : 'No'
    case 'e':
      return '' // "#REF!": there is nothing
    default:
      return value
  }
}

/** "AB12" is column 27, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
