import { strToU8, zipSync } from 'fflate'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

export interface XlsxParts {
  /** Rows of each sheet as XML, by name. */
  sheets: Record<string, string>
  /** The entries of the shared strings as XML. */
  strings?: string
  /** Further parts or replacements, by path. */
  parts?: Record<string, string | Uint8Array>
}

/** Builds small Excel workbooks for tests, as Excel writes them. */
export function xlsx({ sheets, strings = '', parts = {} }: XlsxParts): Uint8Array {
  const names = Object.keys(sheets)
  const relations = names.map((_, n) =>
    relation(`rId${n + 1}`, 'worksheet', `worksheets/s${n}.xml`),
  )
  const files: Record<string, string | Uint8Array> = {
    '_rels/.rels': relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/_rels/workbook.xml.rels': relationships([
      ...relations,
      relation('words', 'sharedStrings', '/xl/sharedStrings.xml'),
    ]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
      .map((name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, n) => [
        `xl/worksheets/s${n}.xml`,
        `<worksheet xmlns="${MAIN}"><cols/><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...parts,
  }
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [
        path,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  )
}

function relationships(relations: string[]): string {
  return `<Relationships xmlns="${PACKAGE}">${relations.join('')}</Relationships>`
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
}
