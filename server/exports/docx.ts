import type { ExportFormat } from './export-format.ts'

/** The document as people work on it in Word: true headings, numbers, tables and footnotes. */
export const docxFormat: ExportFormat = {
  extension: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  writtenIn: 'process',
  async write(document) {
    const { writeDocx } = await import('./docx/write.ts')
    return writeDocx(document)
  },
}
