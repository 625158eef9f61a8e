import { Refusal } from '../../../shared/refusals.ts'
import type { ExportedDocument } from '../export-format.ts'
import { makePdfData } from './data.ts'
import type { PdfInput } from './data.ts'
import { TEMPLATE } from './template.ts'

type Compiler = typeof import('@myriaddreamin/typst-ts-node-compiler')

/** The template finds the pictures it was given here, and nothing else: no disk has this folder. */
const NO_FOLDER = '/folkmoot-has-no-folder'

/**
 * Tries, from the best to the plainest: a tagged file that meets PDF/UA; the same without its seal
 * where a sign has no glyph in any font there is; without the pictures where one cannot be read.
 */
export async function writePdf(
  exported: ExportedDocument,
  load: () => Promise<Compiler> = () => import('@myriaddreamin/typst-ts-node-compiler'),
): Promise<Uint8Array> {
  const { NodeCompiler } = await loadCompiler(load)
  const compile = (input: PdfInput, pdfStandard: string) => {
    const compiler = NodeCompiler.create({ workspace: NO_FOLDER })
    for (const [path, bytes] of input.files)
      compiler.mapShadow(NO_FOLDER + path, Buffer.from(bytes))
    return new Uint8Array(
      compiler.pdf(
        { mainFileContent: TEMPLATE, inputs: { document: JSON.stringify(input.data) } },
        { pdfStandard },
      ),
    )
  }
  const whole = makePdfData(exported)
  const attempts = [
    () => compile(whole, 'ua-1'),
    () => compile(whole, '1.7'),
    () => compile(makePdfData({ ...exported, pictures: new Map() }), 'ua-1'),
    () => compile(makePdfData({ ...exported, pictures: new Map() }), '1.7'),
  ]
  let last: unknown
  for (const attempt of attempts) {
    try {
      return attempt()
    } catch (error) {
      last = error
    }
  }
  throw new Error('The PDF compiler refused the document', { cause: last })
}

/** The compiler is made for each kind of computer; where there is none, people are told what to do. */
async function loadCompiler(load: () => Promise<Compiler>): Promise<Compiler> {
  try {
    return await load()
  } catch {
    throw new Refusal(
      'unavailable',
      'This server cannot make PDF files, because the program for it is missing. Print the document in your browser and choose “Save as PDF”, or take the Word file.',
    )
  }
}
