import type { ExportFormat } from './export-format.ts'

/** The document on paper, tagged so that it can be heard as well as seen (PDF/UA). */
export const pdfFormat: ExportFormat = {
  extension: 'pdf',
  mediaType: 'application/pdf',
  writtenIn: 'process',
  async write(document) {
    const { writePdf } = await import('./pdf/write.ts')
    return writePdf(document)
  },
}
