import { createHash } from 'node:crypto'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { Refusal } from '../../../shared/refusals.ts'
import { docxFormat } from '../docx.ts'
import type { ExportFormat, ExportedDocument } from '../export-format.ts'
import { htmlFormat } from '../html.ts'
import { jsonFormat } from '../json.ts'
import { markdownFormat } from '../markdown.ts'
import { pdfFormat } from '../pdf.ts'
import { pictureKind } from '../pictures.ts'

const FORMATS: readonly ExportFormat[] = [
  docxFormat,
  pdfFormat,
  htmlFormat,
  markdownFormat,
  jsonFormat,
]

/** What goes along is there to be read and filed. */
const PAPER_FORMATS: readonly ExportFormat[] = [docxFormat, pdfFormat, jsonFormat]

interface PackedFile {
  path: string
  sha256: string
  sizeBytes: number
}

/** Packs one file after the other, so that only the packed bytes are held. */
export async function writePack(document: ExportedDocument): Promise<Uint8Array> {
  const pack = new Pack(new Date(`${document.date}T12:00:00`))
  const missing: string[] = []
  for (const format of FORMATS) {
    missing.push(...(await addText(pack, { path: 'document', format, document })))
  }
  for (const [hash, bytes] of document.pictures) {
    const kind = pictureKind(bytes)
    // Named without an ending too, because that is how the plain text and the JSON name them.
    if (kind !== null) pack.add(`contents/${hash}`, bytes)
  }
  for (const [path, bytes] of document.attachments) pack.add(path, bytes)
  for (const paper of document.papers ?? []) {
    for (const format of PAPER_FORMATS) {
      missing.push(...(await addText(pack, { ...paper, format })))
    }
  }
  const manifest = {
    title: document.title,
    label: document.label,
    date: document.date,
    missing,
    files: pack.files,
  }
  pack.add('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`))
  return pack.finish()
}

/** The name of the file if it could not be made. */
async function addText(
  pack: Pack,
  { path, format, document }: { path: string; format: ExportFormat; document: ExportedDocument },
): Promise<string[]> {
  const name = `${path}.${format.extension}`
  try {
    const written = await format.write(document)
    pack.add(name, typeof written === 'string' ? new TextEncoder().encode(written) : written)
    return []
  } catch (error) {
    // A server without the PDF compiler still packs the rest, and the list says so.
    if (!(error instanceof Refusal && error.code === 'unavailable')) throw error
    return [name]
  }
}

class Pack {
  readonly files: PackedFile[] = []
  private readonly chunks: Uint8Array[] = []
  private readonly zip: Zip

  constructor(private readonly at: Date) {
    this.zip = new Zip((error, chunk) => {
      if (error !== null) throw error
      this.chunks.push(chunk)
    })
  }

  add(path: string, bytes: Uint8Array): void {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (path !== 'manifest.json') this.files.push({ path, sha256, sizeBytes: bytes.length })
    const isPacked = /\.(docx|pdf)$|^contents\//.test(path)
    const entry = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    entry.mtime = this.at
    this.zip.add(entry)
    entry.push(bytes, true)
  }

  finish(): Uint8Array {
    this.zip.end()
    return new Uint8Array(Buffer.concat(this.chunks))
  }
}
