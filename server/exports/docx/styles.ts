import type { IStylesOptions } from 'docx'

/**
 * The paragraph styles of the files we write. People and the import tell by their names what a
 * paragraph is (server/imports/docx/styles.ts), so they stay the same from version to version.
 */
export const STYLES = {
  clause: ['Clause1', 'Clause2', 'Clause3'],
  quote: 'Quote',
  attribution: 'Attribution',
  callout: 'Callout',
  cell: 'TableText',
  tableHeading: 'TableHeading',
  rowHeading: 'RowHeading',
  planHeading: 'PlanHeading',
  planGroup: 'PlanGroup',
  planPart: 'PlanPart',
  header: 'Header',
} as const

const FONT = 'Arial'
const MOOT = '0B6B52'

/** Every height of lines says that it grows: LibreOffice cuts a picture to one line where that is left out. */
export const WORD_STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: 22, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 160, line: 276, lineRule: 'auto' } },
    },
    ...headings([36, 28, 24, 22, 22, 22]),
    hyperlink: { run: { color: '1F5FA8', underline: { type: 'single' } } },
  },
  paragraphStyles: [
    ...STYLES.clause.map((id, index) => style(id, `Clause ${index + 1}`)),
    {
      ...style(STYLES.quote, 'Quote'),
      paragraph: {
        indent: { left: 567, right: 567 },
        border: { left: { style: 'single', size: 18, space: 8, color: MOOT } },
      },
    },
    { ...style(STYLES.attribution, 'Attribution'), paragraph: { indent: { left: 567 } } },
    style(STYLES.callout, 'Callout'),
    {
      ...style(STYLES.cell, 'Table Text'),
      run: { size: 19 },
      paragraph: { spacing: { after: 60, line: 252, lineRule: 'auto' } },
    },
    {
      ...style(STYLES.tableHeading, 'Table Heading', STYLES.cell),
      run: { bold: true },
    },
    {
      ...style(STYLES.rowHeading, 'Row Heading', STYLES.cell),
      run: { bold: true },
    },
    {
      ...style(STYLES.planHeading, 'Plan Heading', STYLES.cell),
      run: { bold: true },
      paragraph: { keepNext: true },
    },
    {
      ...style(STYLES.planGroup, 'Plan Group', STYLES.cell),
      run: { bold: true, size: 21 },
      paragraph: { keepNext: true, spacing: { before: 60, after: 60 } },
    },
    { ...style(STYLES.planPart, 'Plan Part', STYLES.cell), run: { italics: true } },
    { ...style(STYLES.header, 'header'), run: { size: 18 } },
  ],
}

function style(id: string, name: string, basedOn = 'Normal') {
  return { id, name, basedOn, quickFormat: true }
}

function headings(sizes: readonly number[]) {
  const looks = sizes.map((size) => ({
    run: { bold: true, size, color: '1D2430', font: FONT },
    paragraph: { spacing: { before: size * 12, after: 120 }, keepNext: true },
  }))
  const [heading1, heading2, heading3, heading4, heading5, heading6] = looks
  return { heading1, heading2, heading3, heading4, heading5, heading6 }
}
