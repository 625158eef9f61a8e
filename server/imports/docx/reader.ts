import type { ImportReport } from '../../../shared/api.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import type { ImportedDocument, NodeJson } from '../imported-document.ts'
import type { DocxJob } from '../docx.ts'
import { openArchive } from './archive.ts'
import { openPackage } from './package.ts'
import { walkXml } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** Reads a Word file: the container, its parts, its text; then makes the document of it. */
export async function readWordFile(job: DocxJob): Promise<ImportedDocument> {
  const word = await openPackage(await openArchive(job.bytes))
  const bytes = await word.archive.read(word.mainPath)
  const content: NodeJson[] = []
  if (bytes !== null) {
    walkXml(bytes, {
      budget: word.budget,
      containers: new Set(['w:document', 'w:body']),
      onChild: (element) => {
        const text = textOf(element)
        if (text !== '') content.push({ type: 'paragraph', content: [{ type: 'text', text }] })
      },
    })
  }
  const body = { type: 'doc', content }
  documentSchema.nodeFromJSON(body).check()
  const report: ImportReport = {
    fileName: job.fileName,
    title: job.fileName,
    words: 0,
    headings: 0,
    clauses: 0,
    tables: 0,
    images: 0,
    footnotes: 0,
    actionTables: [],
    notices: [],
  }
  return { title: job.fileName, kind: 'other', body, report, images: [] }
}

function textOf(element: XmlElement): string {
  if (element.name === 'w:t') return element.text
  return element.children.map(textOf).join('')
}
