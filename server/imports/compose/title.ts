import type { DocumentKind } from '../../../shared/api.ts'
import { isBlank, textOf } from '../docx/pieces.ts'
import type { Piece } from '../docx/pieces.ts'

/** Headings of first sections, which do not name a document. */
const SECTION_NAME =
  /^(?:\d+\.?\s*)?(?:foreword|introduction|background|contents|summary|executive summary|purpose|context|preface|contact|section|appendix)\b/i
const EMPTY_NAME =
  /^(?:document\s*\d*|untitled|title|template|word document|microsoft word.*|.*\.docx?)$/i
const MAX_TITLE_CHARS = 200

/** The title of a document: as its style says, or its first heading, its properties, its file name. */
export function findTitle(
  pieces: readonly Piece[],
  { property, fileName }: { property: string; fileName: string },
): string {
  const first = pieces.find((piece) => !isBlank(piece))
  const heading =
    first?.kind === 'paragraph' && first.role.kind === 'heading'
      ? oneLine(textOf(first.inlines))
      : ''
  const candidates = [
    titleOf(pieces),
    SECTION_NAME.test(heading) ? '' : heading,
    EMPTY_NAME.test(property.trim()) ? '' : oneLine(property),
    nameOf(fileName),
  ]
  return (candidates.find((title) => title !== '') ?? 'Untitled document').slice(0, MAX_TITLE_CHARS)
}

/** What kind of document it is, by its title and what it holds. */
export function guessKind(
  title: string,
  { words, plans }: { words: number; plans: number },
): DocumentKind {
  if (/\b(?:action|implementation|delivery|improvement|work)\s+plan\b/i.test(title))
    return 'actionPlan'
  if (/\bcharter\b/i.test(title)) return 'charter'
  if (/\b(?:strategy|framework|policy)\b/i.test(title) && (words >= 800 || plans > 0))
    return 'strategy'
  return plans > 0 ? 'actionPlan' : 'other'
}

function titleOf(pieces: readonly Piece[]): string {
  const title = pieces.find(
    (piece) => piece.kind === 'paragraph' && piece.role.kind === 'title' && !isBlank(piece),
  )
  return title?.kind === 'paragraph' ? oneLine(textOf(title.inlines)) : ''
}

function nameOf(fileName: string): string {
  const name = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/^[\d\s._-]+(?=\p{L})/u, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
  return name === '' ? '' : name.charAt(0).toUpperCase() + name.slice(1)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
