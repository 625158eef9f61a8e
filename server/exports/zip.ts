import type { ExportFormat } from './export-format.ts'

/** Everything about a document in one file, with a list of checksums. */
export const zipFormat: ExportFormat = {
  extension: 'zip',
  mediaType: 'application/zip',
  writtenIn: 'process',
  async write(document) {
    const { writePack } = await import('./pack/write.ts')
    return writePack(document)
  },
}
