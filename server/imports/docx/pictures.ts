import { createHash } from 'node:crypto'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import type { ImportedImage } from '../imported-document.ts'
import type { Findings } from './findings.ts'
import type { Relation, WordPackage } from './package.ts'

const MAX_PICTURES = 500
/** As for pictures added by hand. */
const MAX_PICTURE_BYTES = 8 * 1024 * 1024

type Found = ImportedImage | 'outside' | 'large' | 'other'

/** The pictures of a part, read before its text so that the text can name them by hash. */
export class Pictures {
  private readonly used = new Map<string, ImportedImage>()

  private constructor(
    private readonly byRelation: ReadonlyMap<string, Found>,
    private readonly findings: Findings,
  ) {}

  static async load(
    word: WordPackage,
    relations: ReadonlyMap<string, Relation>,
    findings: Findings,
  ): Promise<Pictures> {
    const found = new Map<string, Found>()
    const byPath = new Map<string, Found>()
    for (const [id, { type, target, isExternal }] of relations) {
      if (type !== 'image' || found.size >= MAX_PICTURES) continue
      if (isExternal) {
        found.set(id, 'outside')
        continue
      }
      const picture = byPath.get(target) ?? readPicture(await word.archive.read(target))
      byPath.set(target, picture)
      found.set(id, picture)
    }
    return new Pictures(found, findings)
  }

  /** The node that shows a picture; null, and a notice, where it cannot be shown. */
  show(relationId: string, alt: string): NodeJson | null {
    const picture = this.byRelation.get(relationId) ?? 'other'
    if (typeof picture === 'string') {
      this.findings.note(SAID_OF[picture], alt)
      return null
    }
    this.used.set(picture.hash, picture)
    if (alt === '') this.findings.note('missingAlt')
    return { type: 'image', attrs: { content: picture.hash, alt } }
  }

  /** The pictures that are shown somewhere, each once. */
  all(): ImportedImage[] {
    return [...this.used.values()]
  }
}

const SAID_OF = {
  outside: 'outsidePictures',
  large: 'largePictures',
  other: 'otherPictures',
} as const

function readPicture(bytes: Uint8Array | null): Found {
  if (bytes === null || !isShowable(bytes)) return 'other'
  if (bytes.byteLength > MAX_PICTURE_BYTES) return 'large'
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { hash, bytes: new Uint8Array(bytes) }
}

/** By its first bytes: PNG, JPEG, GIF, WebP. Never SVG, which can run scripts. */
function isShowable(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    start.startsWith('\xff\xd8\xff') ||
    start.startsWith('GIF87a') ||
    start.startsWith('GIF89a') ||
    (start.startsWith('RIFF') && start.endsWith('WEBP'))
  )
}
