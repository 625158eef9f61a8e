import { strToU8, zipSync } from 'fflate'

/** A .docx of two paragraphs and, between them, an action plan of one group and two rows. */
export function smallWordFile(): Uint8Array {
  const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
  const row = (...cells: string[]) =>
    `<w:tr>${cells.map((text) => `<w:tc>${paragraph(text)}</w:tc>`).join('')}</w:tr>`
  const band = `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>${paragraph('Priority 1: Being heard')}</w:tc></w:tr>`
  const body = [
    paragraph('The harbour towns work on this plan together.'),
    '<w:tbl>',
    row('Objective', 'How we will achieve it', 'Timescale', 'Lead'),
    band,
    row('Meet every month', 'Book the net loft', 'From May 2026', 'Ilse Marr'),
    row('Hear from pupils', 'Visit both schools', 'By July 2026', 'Tom Ray'),
    '</w:tbl>',
    paragraph('Agreed in spring.'),
  ].join('')
  const office = 'http://schemas.openxmlformats.org'
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  }
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  )
}
